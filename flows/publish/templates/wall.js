"use strict";
// The wall's program: show the scenes of one night in turn, and change over to a new night between two scenes.
(() => {
  const SCENE = 14000;      // a calm look at one scene
  const ASK = 30000;        // how often to ask for a new night
  const DRIFT = 6;          // px that the picture wanders, so that nothing burns in
  const KEEP = "tingjian.night";
  const byId = (id) => document.getElementById(id);
  const query = new URLSearchParams(location.search);

  let night = null, version = "", code = "", waiting = null, scenes = [], turn = -1, timer = 0, steps = 0;

  // --- take a night whole, or not at all -----------------------------------------------------------------
  function checksum(text) {
    let value = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    return value >>> 0;
  }

  function read(text, manifest) {
    if (manifest && (text.length !== manifest.length || checksum(text) !== manifest.check)) throw new Error("half a night");
    const found = JSON.parse(text);
    if (!found.day || !found.names || !found.people || !found.say || !found.fonts) throw new Error("not a night");
    return found;
  }

  function keep(text, manifest) {
    try { localStorage.setItem(KEEP, JSON.stringify({ text, manifest })); } catch (full) { /* the page in hand still works */ }
  }

  function first() {
    let manifest = null;
    try {
      manifest = JSON.parse(byId("manifest").textContent);
      const text = byId("night").textContent;
      accept(read(text, manifest), manifest);
      keep(text, manifest);
      return;
    } catch (broken) { /* fall back on the last good night */ }
    try {
      const kept = JSON.parse(localStorage.getItem(KEEP));
      accept(read(kept.text, kept.manifest), kept.manifest);
    } catch (nothing) { night = null; }
  }

  function accept(found, manifest) {
    night = found;
    version = manifest.version;
    code = code || manifest.code;
    byId("letters").textContent = found.fonts;
    scenes = [];
  }

  // --- look for a new night: data over the web, scripts from a disk ---------------------------------------
  const onDisk = location.protocol === "file:";
  let expected = null;

  function script(name) {
    const tag = document.createElement("script");
    tag.src = name + "?" + Date.now();
    tag.onload = tag.onerror = () => tag.remove();
    document.head.append(tag);
  }

  window.tingjianManifest = (manifest) => {
    if (!manifest || manifest.version === version || (waiting && waiting.manifest.version === manifest.version)) return;
    expected = manifest;
    if (onDisk) script("night.js");
    else fetch("night.json?" + manifest.version, { cache: "no-store" }).then((r) => r.ok ? r.text() : "").then(window.tingjianNight).catch(() => {});
  };

  window.tingjianNight = (text) => {
    const manifest = expected;
    try { waiting = { found: read(text, manifest), manifest, text }; } catch (broken) { /* keep the good one */ }
  };

  function ask() {
    if (onDisk) script("manifest.js");
    else fetch("manifest.json?" + Date.now(), { cache: "no-store" }).then((r) => r.ok ? r.json() : null).then(window.tingjianManifest).catch(() => {});
  }

  function changeOver() {
    if (!waiting) return;
    const { found, manifest, text } = waiting;
    waiting = null;
    keep(text, manifest);
    const renewed = code && manifest.code !== code;
    accept(found, manifest);
    if (renewed) renew(manifest.code);
  }

  // A new program is only loaded when the page that brings it has arrived whole.
  function renew(fresh) {
    if (onDisk) { location.reload(); return; }
    fetch("index.html?" + Date.now(), { cache: "no-store" }).then((r) => r.ok ? r.text() : "").then((page) => {
      if (page.includes(fresh) && page.trimEnd().endsWith("</html>")) location.reload();
    }).catch(() => {});
  }

  // --- scenes ---------------------------------------------------------------------------------------------
  function make(tag, className, text, lang) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    if (lang) element.lang = lang;
    return element;
  }

  function lines(className, texts) {
    const box = make("div", className, texts[0]);
    if (texts[1]) box.append(make("small", "", texts[1], "en"));
    return box;
  }

  function shape() {
    const ratio = innerWidth / innerHeight;
    return ratio < 1 ? "tall" : ratio > 2.6 ? "ultra" : "wide";
  }

  function cloud(title, view, page, pages) {
    const scene = make("section", "scene names");
    const head = lines("head", title);
    const fresh = shape() !== "tall" && (view.pages[page] || []).some((seat) => seat.new) ? night.say.fresh : "";
    const count = pages > 1 ? (page + 1) + "/" + pages : "";
    if (fresh || count) {
      const aside = make("span", "page");
      if (fresh) aside.append(make("span", "mark", fresh), count ? "    " : "");
      aside.append(count);
      head.prepend(aside);
    }
    const room = make("div", "room");
    const box = make("div", "cloud");
    box.style.width = view.room[0] + "px";
    box.style.height = view.room[1] + "px";
    for (const seat of view.pages[page] || []) {
      const word = make("span", seat.new && fresh ? "word new" : "word", seat.text);
      word.style.cssText = `left:${seat.x}px;top:${seat.y}px;font-size:${seat.size}px;color:${seat.color}`;
      box.append(word);
    }
    room.append(box);
    scene.append(head, room);
    scene.settle = () => {
      const scale = Math.min(room.clientWidth / view.room[0], room.clientHeight / view.room[1]);
      box.style.transform = `translate(${(room.clientWidth - view.room[0] * scale) / 2}px,${(room.clientHeight - view.room[1] * scale) / 2}px) scale(${scale})`;
    };
    return scene;
  }

  // Letters shrink step by step until the scene fits; the smallest size that reads at eight metres is kept.
  function fit(scene, element, from, to) {
    const unit = Math.min(innerWidth, innerHeight) / 1080;
    for (let size = from; size >= to; size -= 4) {
      element.style.fontSize = size * unit + "px";
      if (scene.scrollHeight <= scene.clientHeight && element.scrollWidth <= element.clientWidth + 1) return true;
    }
    return false;
  }

  // Chinese may break between words only: a browser alone would break within them.
  const cutter = window.Intl && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
  function unbroken(text, lang) {
    if (!cutter || lang === "en") return [text];
    let before = "";
    return [...cutter.segment(text)].flatMap((piece) => {
      const opens = !before || /[\s(\[{\u201c\u2018\u300a\u300c\u300e\u3010\uff08]$/.test(before);
      before = piece.segment;
      return piece.isWordLike && !opens ? [make("wbr"), piece.segment] : [piece.segment];
    });
  }

  function quoted(quote, color, name) {
    const box = make("blockquote", "quote");
    box.style.color = color;
    const text = make("span");
    const parts = name ? quote.text.split(name) : [quote.text];
    parts.forEach((part, index) => {
      if (index) text.append(make("b", "", name));
      text.append(...unbroken(part, quote.lang));
    });
    box.append(text);
    box.lang = quote.lang;
    return box;
  }

  function person(one) {
    const scene = make("section", "scene person");
    const name = make("div", "name", one.folded);
    name.style.color = one.color;
    scene.append(name);
    if (one.where) scene.append(make("div", "where", one.where));
    const quote = one.quote && quoted(one.quote, one.color, one.name);
    if (quote) scene.append(quote);
    scene.append(lines("thanks", one.thanks));
    const tall = shape() === "tall";
    scene.settle = () => {
      const largest = tall ? 190 : 250;
      const sizes = [[largest, 80], [largest * 0.75, 72], [largest * 0.5, 64]];
      for (const [high, least] of sizes) {
        if (quote) fit(scene, quote, least, least);
        if (fit(scene, name, high, high * 0.8) && (!quote || fit(scene, quote, 104, least))) return;
      }
      if (quote) quote.remove();
      fit(scene, name, largest, 64);
    };
    return scene;
  }

  function praise(one, index) {
    const scene = make("section", "scene praise");
    const color = night.people.length ? night.people[index % night.people.length].color : "var(--ink)";
    scene.append(lines("head", one.title));
    const what = make("div", "what", one.text);
    what.style.color = color;
    scene.append(what);
    if (one.where) scene.append(make("div", "where", one.where));
    const quote = one.quote && one.quote.text !== one.text && quoted(one.quote, color);
    if (quote) scene.append(quote);
    scene.append(lines("thanks", one.count));
    scene.settle = () => {
      if (quote) fit(scene, quote, 64, 64);
      fit(scene, what, 170, 72);
      if (quote && !fit(scene, quote, 104, 64)) quote.remove();
    };
    return scene;
  }

  // You said, we did: what was asked, in its own words, and what came of it.
  function done(one) {
    const scene = make("section", "scene done");
    scene.append(lines("head", one.title));
    const asked = make("div", "asked", one.asked, one.lang);
    scene.append(make("div", "label", one.said), asked, make("div", "label so", one.so));
    const did = make("div", "did", one.did[0]);
    if (one.did[1]) did.append(make("small", "", one.did[1], "en"));
    scene.append(did);
    scene.settle = () => {
      fit(scene, asked, 64, 64);
      fit(scene, did, 120, 64);
      fit(scene, asked, 92, 64);
    };
    return scene;
  }

  function welcome() {
    const scene = make("section", "scene welcome");
    scene.append(lines("head", night ? night.say.welcome : ["\u8c22\u8c22", "Thank you"]));
    return scene;
  }

  // One round: the names, then a few people and one other scene in turn. The people go on where they stopped.
  let nextPerson = 0, nextOther = 0;
  function extra(loved) {
    const colleagues = (night.colleagues || {})[shape()];
    return [
      ...(loved.pages.length ? [() => cloud(night.say.loved, loved, 0, 1)] : []),
      ...(night.done || []).map((one) => () => done(one)),
      ...(colleagues && colleagues.pages.length ? [() => cloud(night.say.colleagues, colleagues, 0, 1)] : []),
    ];
  }

  function round() {
    const view = night.names[shape()], loved = night.loved[shape()];
    const others = [...extra(loved), ...night.processes.map((one, index) => () => praise(one, index))];
    const list = view.pages.filter((page) => page.length).map((_, page) => () => cloud(night.title, view, page, view.pages.length));
    for (let group = 0; group < 3; group++) {
      for (let i = 0; i < 2 && night.people.length > group * 2 + i; i++) {
        const one = night.people[nextPerson++ % night.people.length];
        list.push(() => person(one));
      }
      if (others.length > group) list.push(others[nextOther++ % others.length]);
    }
    return list.length ? list : [welcome];
  }

  function footer() {
    if (!night) return;
    const old = (query.get("today") || new Date().toISOString().slice(0, 10)) > night.stale;
    byId("whose").textContent = old ? night.say.old : night.say.footer;
    byId("whose").className = old ? "old" : "";
    byId("operator").textContent = night.say.operator;
  }

  function show(build) {
    const stage = byId("stage");
    footer();
    const scene = build();
    stage.append(scene);
    if (scene.settle) scene.settle();
    void scene.offsetWidth;
    for (const old of stage.querySelectorAll(".scene.on")) {
      old.classList.remove("on");
      setTimeout(() => old.remove(), 1000);
    }
    scene.classList.add("on");
    const angle = steps++ * 0.7;
    for (const part of [stage, byId("footer")]) part.style.transform = `translate(${Math.round(DRIFT * Math.sin(angle))}px,${Math.round(DRIFT * Math.cos(angle * 1.3))}px)`;
  }

  // Scenes are measured to fit, so every face must be there before one is built.
  function letters() {
    return Promise.all([...document.fonts].map((face) => face.load())).catch(() => {});
  }

  function step() {
    try {
      changeOver();
      if (turn + 1 >= scenes.length) { scenes = night ? round() : [welcome]; turn = -1; }
      turn += 1;
      letters().then(() => show(scenes[turn]));
    } catch (surprise) { turn = -1; scenes = []; }
    clearTimeout(timer);
    timer = setTimeout(step, SCENE);
  }

  function all() {
    const view = night.names[shape()], loved = night.loved[shape()];
    return [
      ...view.pages.filter((page) => page.length).map((_, page) => () => cloud(night.title, view, page, view.pages.length)),
      ...night.people.map((one) => () => person(one)),
      ...extra(loved),
      ...night.processes.map((one, index) => () => praise(one, index)),
      ...(night.people.length ? [] : [welcome]),
    ];
  }

  first();
  // ?scene=3 holds one scene still: for proofs, for pictures, for players that show pictures only.
  if (query.has("scene")) {
    document.documentElement.classList.add("still");
    letters().then(() => {
      const list = night ? all() : [welcome];
      document.documentElement.dataset.scenes = list.length;
      show(list[Number(query.get("scene")) % list.length]);
      byId("stage").style.transform = byId("footer").style.transform = "none";
      document.documentElement.dataset.ready = "yes";
    });
    return;
  }
  addEventListener("resize", () => { scenes = []; turn = -1; step(); });
  setInterval(ask, ASK);
  step();
})();
