// A button that opens the browser's own dialogue for printing. WeChat's browser has none and says nothing.
(() => {
  "use strict";

  const IN_WECHAT = "微信里不能打印。请点右上角的“···”，选“在浏览器打开”，再点“打印”。";

  function tell(button) {
    const place = button.closest(".tools") || button;
    if (place.nextElementSibling?.matches(".tools__told")) return;
    const told = document.createElement("p");
    told.className = "tools__told";
    told.setAttribute("role", "status");
    told.textContent = IN_WECHAT;
    place.after(told);
  }

  function start(button) {
    button.addEventListener("click", () => {
      if (/MicroMessenger/i.test(navigator.userAgent)) tell(button);
      else window.print();
    });
  }

  document.querySelectorAll("[data-print]").forEach(start);
})();
