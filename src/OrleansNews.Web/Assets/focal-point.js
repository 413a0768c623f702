// A click on the picture fills in the two fields of its focal point, and a mark shows where they are.
const frame = document.querySelector(".focal");
const image = frame?.querySelector("img");
const mark = frame?.querySelector(".focal-mark");
const across = document.getElementById(frame?.dataset.x);
const down = document.getElementById(frame?.dataset.y);

if (image && across && down && !across.matches(":disabled")) {
  frame.classList.add("focal-on");
  mark.removeAttribute("hidden");
  image.addEventListener("click", event => {
    const box = image.getBoundingClientRect();
    across.value = percent(event.clientX - box.left, box.width);
    down.value = percent(event.clientY - box.top, box.height);
    show();
  });
  for (const field of [across, down]) field.addEventListener("input", show);
  show();
}

function show() {
  mark.style.setProperty("left", `${within(across.value)}%`);
  mark.style.setProperty("top", `${within(down.value)}%`);
}

function percent(part, whole) {
  return within(Math.round(part * 100 / whole));
}

function within(value) {
  return Math.min(100, Math.max(0, Number(value) || 0));
}
