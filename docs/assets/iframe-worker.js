// A page that is opened from a disk may start no worker, so its search would stay silent. Here a
// worker is a hidden frame that runs the same script and speaks the same few words.
(() => {
  if (location.protocol !== "file:") return;
  const boot = (host) => {
    self.postMessage = (data) => host.receive(data);
    self.importScripts = (...urls) => Promise.all(urls.map((url) => new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: url, onload: done, onerror: failed });
      document.head.append(script);
    })));
  };
  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      this.onmessage = this.onerror = this.onmessageerror = null;
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.host = this;
      const script = `(${boot})(frameElement.host)`;
      this.frame.srcdoc = `<script>${script}<\/script><script src="${new URL(url, location.href)}"><\/script>`;
      this.ready = new Promise((done) => { this.frame.onload = done; });
      document.body.append(this.frame);
    }
    postMessage(data) {
      this.ready.then(() => {
        const inside = this.frame.contentWindow;
        inside.dispatchEvent(new inside.MessageEvent("message", { data: structuredClone(data) }));
      });
    }
    receive(data) {
      const event = new MessageEvent("message", { data: structuredClone(data) });
      if (this.onmessage) this.onmessage(event);
      this.dispatchEvent(event);
    }
    terminate() { this.frame.remove(); }
  };
})();
