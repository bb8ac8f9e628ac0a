// The editor: CodeMirror with the language service behind it. Completion and findings are ours, the rest its own.
import { autocompletion } from "@codemirror/autocomplete";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { LSPClient, LSPPlugin, findReferencesKeymap, formatKeymap, hoverTooltips, jumpToDefinitionKeymap } from "@codemirror/lsp-client";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { tags } from "@lezer/highlight";
import { PHRASES, language as chosen } from "./words.js";

const WORD = /[\p{Script=Han}\w【]*$/u;
const TRIGGERS = /[【、非且或在为 ]$/;
const LEVELS = ["", "error", "warning", "info", "info"];
export const SYNC = 120;

const language = (words) =>
  StreamLanguage.define({
    name: "pol",
    token(stream) {
      if (stream.match(/^[#＃].*/)) return "comment";
      if (stream.match(/^["＂][^"＂]*["＂]|^“[^“”]*”/)) return "string";
      if (stream.match(/^【[^】]*】/)) return "labelName";
      if (stream.match(/^\d[\d,./年月日号-]*(万元|元|角|分|%|个月|天)?/)) return "number";
      const name = stream.match(/^[\p{Script=Han}A-Za-z_][\p{Script=Han}A-Za-z_·]*/u);
      if (name) return words.has(name[0]) ? "keyword" : "variableName";
      stream.next();
      return null;
    },
  });

const colours = HighlightStyle.define([
  { tag: tags.keyword, class: "cm-polc-word" },
  { tag: tags.string, class: "cm-polc-text" },
  { tag: tags.labelName, class: "cm-polc-cite" },
  { tag: tags.number, class: "cm-polc-number" },
  { tag: tags.comment, class: "cm-polc-comment" },
]);

// The client's own completion begins at Latin letters only; a Chinese word comes whole from the input method.
async function complete(context) {
  const plugin = LSPPlugin.get(context.view);
  const before = context.matchBefore(WORD);
  const nothing = before.from === before.to;
  const last = context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos);
  if (!plugin || (!context.explicit && nothing && !TRIGGERS.test(last))) return null;
  plugin.client.sync();
  const place = { textDocument: { uri: plugin.uri }, position: plugin.toPosition(context.pos) };
  const found = await plugin.client.request("textDocument/completion", place);
  if (context.aborted || !found?.items.length) return null;
  const from = plugin.fromPosition(found.items[0].textEdit.range.start);
  const options = found.items.map((item, n) => ({ label: item.label, detail: item.detail, info: item.documentation || undefined, boost: -n / 100 }));
  return { from, validFor: /^[\p{Script=Han}\w【]*$/u, options };
}

function findings(told) {
  return {
    clientCapabilities: { textDocument: { publishDiagnostics: { versionSupport: true, dataSupport: true } } },
    notificationHandlers: {
      "textDocument/publishDiagnostics": (client, params) => {
        told(params);
        const file = client.workspace.getFile(params.uri);
        const view = file?.getView();
        const plugin = view && LSPPlugin.get(view);
        if (!plugin || params.version !== file.version) return true;
        const at = (place) => plugin.unsyncedChanges.mapPos(plugin.fromPosition(place, plugin.syncedDoc));
        const shown = params.diagnostics.map((found) => ({
          from: at(found.range.start),
          to: at(found.range.end),
          severity: found.data.stale ? "hint" : LEVELS[found.severity],
          source: found.code,
          message: found.message,
        }));
        view.dispatch(setDiagnostics(view.state, shown));
        return true;
      },
      "polc/checked": (_client, params) => (told({ checked: params }), true),
      "polc/fault": (_client, params) => (console.error(params.trace), true),
    },
  };
}

export function makeClient(told) {
  const keys = keymap.of([...formatKeymap, ...jumpToDefinitionKeymap, ...findReferencesKeymap]);
  return new LSPClient({
    timeout: 600_000,
    rootUri: "desk:///",
    extensions: [findings(told), autocompletion({ override: [complete], icons: false }), hoverTooltips(), keys],
  });
}

export function makeView(parent, words) {
  const common = [basicSetup, language(words), syntaxHighlighting(colours), lintGutter(), EditorView.lineWrapping];
  const view = new EditorView({ parent });
  let timer;
  // Shows a file; `changed` is told of every new text, and the service a moment after the last key.
  view.show = (client, uri, text, changed, keys) => {
    const listen = EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      changed(update.state.doc.toString());
      clearTimeout(timer);
      timer = setTimeout(() => client.sync(), SYNC);
    });
    const phrases = chosen() === "zh" ? EditorState.phrases.of(PHRASES) : [];
    view.setState(EditorState.create({ doc: text, extensions: [keymap.of(keys), ...common, phrases, client.plugin(uri, "pol"), listen] }));
  };
  return view;
}
