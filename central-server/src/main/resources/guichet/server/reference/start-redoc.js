Redoc.init("/api/openapi.json", { disableSearch: false, hideDownloadButton: false }, document.getElementById("redoc"));
