// The client: starts `polc lsp`, and three commands that run polc in a terminal. All knowledge is in polc.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function words() {
  return vscode.workspace.getConfiguration("polc").get("command");
}

function policy() {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === "polc" && document.uri.scheme === "file") return document.uri.fsPath;
  vscode.window.showInformationMessage("先打开一份 .pol 文件 · open a .pol file first");
  return undefined;
}

// One process with its arguments: nothing is quoted for a shell, so any file name is safe.
function run(name, args) {
  const [command, ...before] = words();
  const execution = new vscode.ProcessExecution(command, [...before, ...args]);
  const task = new vscode.Task({ type: "polc", name }, vscode.TaskScope.Workspace, name, "polc", execution);
  return vscode.tasks.executeTask(task);
}

async function check() {
  const file = policy();
  if (file) await run("check", ["check", file]);
}

async function tryPerson() {
  const file = policy();
  if (!file) return;
  const [person] = (await vscode.window.showOpenDialog({ filters: { JSON: ["json"] } })) ?? [];
  if (person) await run("eval", ["eval", file, "-i", person.fsPath, "--trace"]);
}

async function summary(context) {
  const file = policy();
  if (!file) return;
  await vscode.workspace.fs.createDirectory(context.globalStorageUri);
  const page = vscode.Uri.joinPath(context.globalStorageUri, "summary.html");
  const execution = await run("summary", ["summary", file, "--to", "html", "-o", page.fsPath]);
  const ended = vscode.tasks.onDidEndTaskProcess((event) => {
    if (event.execution !== execution) return;
    ended.dispose();
    if (event.exitCode === 0) vscode.env.openExternal(page);
  });
}

async function start() {
  const [command, ...before] = words();
  const server = { command, args: [...before, "lsp", "--stdio"] };
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.{pol,notice.json}");
  client = new LanguageClient("polc", "polc", server, {
    documentSelector: [{ language: "polc" }],
    synchronize: { fileEvents: watcher },
  });
  await client.start();
}

async function activate(context) {
  const register = (name, action) => context.subscriptions.push(vscode.commands.registerCommand(name, action));
  register("polc.check", check);
  register("polc.try", tryPerson);
  register("polc.summary", () => summary(context));
  register("polc.restart", async () => {
    await client?.stop();
    await start();
  });
  await start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
