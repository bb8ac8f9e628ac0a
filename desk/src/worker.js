// The engine: Pyodide with polc. Nothing is fetched; what Pyodide asks for is in the message that starts it.
import { loadPyodide } from "pyodide/pyodide.mjs";
import createPyodideModule from "pyodide/pyodide.asm.mjs";

const waiting = [];
let receive, tick, put, decode;
let busy = false;
const channel = new MessageChannel();

const inflated = (blob) => blob.stream().pipeThrough(new DecompressionStream("gzip"));
const said = (stage) => postMessage({ stage });

async function boot({ wasm, std, site, engine, files }) {
  self.fetch = async (url) => {
    if (String(url).endsWith("pyodide.asm.wasm"))
      return new Response(inflated(wasm), { headers: { "content-type": "application/wasm" } });
    if (String(url).endsWith("python_stdlib.zip")) return new Response(inflated(std));
    throw new TypeError("no network: " + url);
  };
  const packed = new Uint8Array(await new Response(inflated(site)).arrayBuffer());
  said("python");
  const py = await loadPyodide({
    indexURL: "http://desk.invalid/",
    packageBaseUrl: "http://desk.invalid/",
    createPyodideModule,
    enableRunUntilComplete: false,
    lockFileContents: {
      info: { python: "3.14.0", abi_version: "2026_0", arch: "wasm32", platform: "emscripten", version: "314.0.7" },
      packages: {},
    },
    fsInit: async (FS) => {
      FS.mkdirTree("/lib/site");
      FS.writeFile("/lib/site.zip", packed);
    },
  });
  said("polc");
  py.runPython("import sys; sys.path.insert(0, '/lib/site.zip'); sys.setrecursionlimit(10_000)");
  py.runPython(engine);
  const parts = py.globals.get("start")((text) => postMessage({ lsp: text }));
  [receive, tick, put] = parts.toJs();
  decode = py.globals.get("decode");
  for (const [path, text] of Object.entries(files)) put(path, text);
  postMessage({ ready: true });
  for (const message of waiting.splice(0)) take(message);
}

function take(message) {
  if (message.lsp) receive(message.lsp);
  else if (message.put) put(message.put[0], message.put[1]);
  else if (message.decode) {
    const found = decode(message.decode[1]);
    postMessage({ decoded: [message.decode[0], found === undefined ? null : JSON.parse(found)] });
  }
  later();
}

// Messages first, checking in slices when none waits.
function later() {
  if (busy) return;
  busy = true;
  setTimeout(() => channel.port2.postMessage(0));
}
channel.port1.onmessage = () => {
  busy = false;
  if (tick()) later();
};

self.onmessage = ({ data }) => {
  if (data.boot) boot(data.boot).catch((error) => postMessage({ failed: String((error && error.stack) || error) }));
  else if (receive) take(data);
  else waiting.push(data);
};
