// The engine behind the page: one Worker, its stages, and what to do when it fails or hangs.
import { language, say } from "./words.js";

const PATIENCE = 60_000;

const block = (id) => document.getElementById(id).textContent;

function bytes(id) {
  const text = block(id);
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

const blob = (id) => new Blob([bytes(id)]);

// The client doesn't say in which language it wants to be told.
function inLanguage(message) {
  if (!message.includes('"method":"initialize"')) return message;
  const asked = JSON.parse(message);
  return JSON.stringify({ ...asked, params: { ...asked.params, locale: language() } });
}

export class Engine {
  constructor(stage) {
    this.stage = stage;
    this.handlers = new Set();
    this.decoding = new Map();
  }

  async start(files) {
    const inflated = blob("worker").stream().pipeThrough(new DecompressionStream("gzip"));
    const source = await new Response(inflated).text();
    // A module worker can't be made from a file, and Pyodide refuses a classic one that can import scripts.
    const url = URL.createObjectURL(new Blob(["self.importScripts = undefined;", source], { type: "text/javascript" }));
    this.worker = new Worker(url);
    this.stage(say("python"));
    return new Promise((ready, failed) => {
      const slow = setTimeout(() => this.stage(say("slow"), true), PATIENCE);
      this.worker.onerror = (event) => failed(new Error(event.message || "worker"));
      this.worker.onmessage = ({ data }) => {
        if (data.lsp) this.handlers.forEach((handle) => handle(data.lsp));
        else if (data.decoded) this.decoding.get(data.decoded[0])?.(data.decoded[1]);
        else if (data.stage) this.stage(say(data.stage));
        else if (data.failed) failed(new Error(data.failed));
        else if (data.ready) {
          clearTimeout(slow);
          ready();
        }
      };
      const boot = { wasm: blob("wasm"), std: blob("std"), site: blob("site"), engine: block("engine"), files };
      this.worker.postMessage({ boot });
    });
  }

  stop() {
    this.worker?.terminate();
  }

  put(path, text) {
    this.worker.postMessage({ put: [path, text] });
  }

  // Bytes as polc reads them: UTF-8, UTF-16 or GB18030; null where they are no text.
  decode(name, data) {
    return new Promise((done) => {
      this.decoding.set(name, done);
      this.worker.postMessage({ decode: [name, data] });
    });
  }

  get transport() {
    return {
      send: (message) => this.worker.postMessage({ lsp: inLanguage(message) }),
      subscribe: (handle) => this.handlers.add(handle),
      unsubscribe: (handle) => this.handlers.delete(handle),
    };
  }
}
