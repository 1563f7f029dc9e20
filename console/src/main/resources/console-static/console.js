// Pages work without this. With it a form survives a connection that breaks: what was typed stays where it is, and is
// sent again under the same key, so that it is recorded once.
"use strict";
(() => {
  const status = document.getElementById("status");
  const say = (text) => { if (status) { status.textContent = text; } };
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) {
      const find = document.querySelector(".search input");
      if (find) { event.preventDefault(); find.focus(); }
    }
    if (event.altKey && event.key.toLowerCase() === "s") {
      const record = document.querySelector(".act-form button.p");
      if (record) { event.preventDefault(); record.click(); }
    }
  });

  // ---- sending

  const post = (form, body) => fetch(form.action, {
    method: "POST", body, headers: {"X-Console-Submit": "1", "Accept": "text/html"}, credentials: "same-origin"});

  const fields = (form, button) => {
    const body = new URLSearchParams(new FormData(form));
    if (button && button.name) { body.append(button.name, button.value); }
    return body;
  };

  const send = async (form, button) => {
    const body = fields(form, button);
    const buttons = [...form.querySelectorAll("button")];
    buttons.forEach((each) => { each.disabled = true; });
    try {
      for (let tries = 1; tries <= 8; tries++) {
        try {
          const answer = await post(form, body);
          if (answer.status === 401) { return natively(form, button); }
          if (answer.status === 204) { return say("Kept as draft."); }
          const text = await answer.text();
          if ((answer.headers.get("Content-Type") || "").startsWith("application/json")) {
            return location.assign(JSON.parse(text).goOn);
          }
          // Half an answer says nothing.
          if (!text.trimEnd().endsWith("</html>")) { throw new Error("broken"); }
          return show(new DOMParser().parseFromString(text, "text/html"));
        } catch (broken) {
          say("The connection broke. What you typed is still here; it is being sent again, and will be recorded once.");
          await wait(Math.min(250 * 2 ** tries, 5000));
        }
      }
      say("There is no connection. What you typed is still here: press again when there is one.");
    } finally {
      buttons.forEach((each) => { each.disabled = false; });
    }
  };

  // Another site's page can't be fetched: the form goes as it would without a script.
  const natively = (form, button) => {
    if (button && button.name) {
      const hidden = document.createElement("input");
      hidden.type = "hidden"; hidden.name = button.name; hidden.value = button.value;
      form.append(hidden);
    }
    form.submit();
  };

  const show = (page) => {
    const main = page.getElementById("main");
    document.title = page.title;
    document.getElementById("main").replaceWith(main);
    begin();
    const problems = document.getElementById("problems");
    (problems || main).focus();
  };

  // ---- files

  // A file goes to the record as it is chosen; what then answers the item is its hash.
  const upload = async (chosen, form) => {
    const answer = document.getElementById(chosen.dataset.answers);
    const hint = answer.closest(".f").querySelector(":scope > .h");
    if (!chosen.files.length) { return; }
    hint.textContent = "Sending the file…";
    try {
      const sent = await fetch(chosen.dataset.to, {method: "POST", body: chosen.files[0], credentials: "same-origin",
        headers: {"X-CSRF-TOKEN": form.elements._csrf.value, "Content-Type": "application/octet-stream", "Accept": "application/json"}});
      const said = await sent.json();
      answer.value = said.value;
      hint.textContent = said.says;
      say(said.says);
      keep(form, 0);
    } catch (broken) {
      hint.textContent = "The file could not be sent. What you typed is still here: choose the file again.";
    }
  };

  // ---- keeping what is typed

  // One after the other, so that no earlier text comes to stand over a later one; what it says is of the last.
  let kept = 0;
  let typed = 0;
  let keeping = Promise.resolve();
  const keep = (form, pause) => {
    const state = document.getElementById("draft-state");
    const turn = ++typed;
    if (state) { state.textContent = ""; }
    clearTimeout(kept);
    kept = setTimeout(() => {
      keeping = keeping.then(async () => {
        if (turn !== typed) { return; }
        const body = fields(form);
        body.append("keep", "1");
        try {
          const answer = await post(form, body);
          if (answer.status !== 204 || turn !== typed) { return; }
          if (state) { state.textContent = "Kept as draft " + new Date().toTimeString().slice(0, 5); }
          if ("conditional" in form.dataset) { await ask(form, turn); }
        } catch (broken) { /* it is still on the page */ }
      });
    }, pause);
  };

  // What is asked follows from other answers: the page says it of what was kept, and this one follows suit.
  const ask = async (form, turn) => {
    const answer = await fetch(form.action, {credentials: "same-origin", headers: {"Accept": "text/html"}});
    if (!answer.ok || answer.redirected) { return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== typed) { return; }
    const appeared = [];
    form.querySelectorAll(".f[id]").forEach((field) => {
      const now = page.getElementById(field.id);
      // Whoever is typing there is not interrupted.
      if (!now || field.contains(document.activeElement)) { return; }
      if (field.hidden && !now.hidden) { appeared.push(field.querySelector("label, .l").textContent); }
      field.hidden = now.hidden;
      field.querySelectorAll("input, select, textarea").forEach((each) => { each.disabled = now.hidden; });
      const hint = field.querySelector(":scope > .h");
      // Beside a file stands what was said of the one that was chosen last.
      if (hint && !field.classList.contains("e") && !field.querySelector("[type=file]")) { hint.textContent = now.querySelector(":scope > .h").textContent; }
    });
    if (appeared.length) { say("Now also asked: " + appeared.join(", ") + "."); }
  };

  const begin = () => {
    document.querySelectorAll("form.act-form").forEach((form) => {
      form.addEventListener("input", () => keep(form, 600));
      // What is chosen may say what else is asked.
      form.addEventListener("change", (event) => {
        if (event.target.matches("[type=file]")) { upload(event.target, form); }
        if (event.target.matches("select, [type=checkbox]")) { keep(form, 0); }
      });
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        clearTimeout(kept);
        typed++;
        send(form, event.submitter);
      });
    });
  };
  begin();

  // ---- the rest of a list

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("#more a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    try {
      const answer = await fetch(link.href, {credentials: "same-origin", headers: {"Accept": "text/html"}});
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const rows = page.querySelectorAll("#rows > tr");
      if (!answer.ok || answer.redirected || !rows.length) { throw new Error("no rows"); }
      document.getElementById("rows").append(...rows);
      document.getElementById("more").replaceWith(page.getElementById("more"));
      say(rows.length + " more rows.");
      (document.querySelector("#more a") || document.getElementById("main")).focus();
    } catch (broken) {
      location.assign(link.href);
    }
  });

  // ---- the end of the session

  const idle = Number(document.body.dataset.idle);
  const dialog = document.getElementById("idle");
  if (idle && dialog) {
    const warn = Math.min(120, idle / 2);
    const left = async () => Number(await (await fetch("/session", {credentials: "same-origin"})).text());
    const look = async () => {
      let seconds;
      try { seconds = await left(); } catch (broken) { return setTimeout(look, 10000); }
      if (seconds <= 0) {
        if (dialog.open) { dialog.close(); }
        return say("You are signed out. What you typed is still here: press Record, sign in, and go on.");
      }
      if (seconds <= warn) {
        document.getElementById("idle-left").textContent =
          seconds > 90 ? Math.round(seconds / 60) + " minutes" : seconds + " seconds";
        if (!dialog.open) { dialog.showModal(); }
        return setTimeout(look, Math.min(seconds, 10) * 1000);
      }
      if (dialog.open) { dialog.close(); }
      setTimeout(look, (seconds - warn) * 1000);
    };
    setTimeout(look, (idle - warn) * 1000);
    dialog.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      try { await post(event.target, fields(event.target)); } catch (broken) { return; }
      dialog.close();
      setTimeout(look, (idle - warn) * 1000);
    });
  }
})();
