//! The part of the `WebDriver` protocol that these tests need: JSON over HTTP to a `chromedriver` of their own.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs};

use freedompay::meta::Method;
use freedompay::transport::{BaseUrl, HttpRequest, ReqwestTransport, Transport as _};
use freedompay_test_support::Missing;
use serde_json::{Value, json};

/// The key of an element reference in the protocol.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// What `FREEDOMPAY_TEST_REQUIRE` calls it.
const NAME: &str = "chromium";
pub(crate) const TAB: char = '\u{e004}';
pub(crate) const ENTER: char = '\u{e007}';
pub(crate) const SPACE: char = '\u{e00d}';

/// Runs the driver and kills its whole process group as soon as its standard input ends, which it does however this
/// process ends.
const GUARD: &str = "chromedriver --port=0 & read -r _; kill -KILL 0";

/// A process group of its own with the driver and the browser, and a folder for their files. Dropping it ends the one
/// and removes the other.
struct Group {
    leader: Child,
    folder: PathBuf,
}

impl Group {
    fn start() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("freedompay-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = env::temp_dir().join(name);
        fs::create_dir(&folder).unwrap();
        let mut guard = Command::new("sh");
        guard.args(["-c", GUARD]).env("TMPDIR", &folder);
        guard.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut guard, 0);
        Self { leader: guard.spawn().unwrap(), folder }
    }

    /// Returns the port on which the driver listens.
    fn port(&mut self) -> u16 {
        // `ChromeDriver was started successfully on port 40123.`
        let lines = BufReader::new(self.leader.stdout.take().unwrap()).lines();
        let port: Option<u16> = lines
            .map_while(Result::ok)
            .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok());
        port.expect("chromedriver reports its port")
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        drop(self.leader.stdin.take());
        let _ = self.leader.wait();
        // Killed processes may still hold the folder for a moment.
        let patience = Instant::now() + Duration::from_secs(5);
        while fs::remove_dir_all(&self.folder).is_err() && self.folder.exists() && Instant::now() < patience {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// A browser. It and its driver end when this is dropped.
pub(crate) struct Browser {
    _group: Group,
    transport: ReqwestTransport,
    session: String,
}

impl Browser {
    /// Starts a browser, or returns the reason why it cannot.
    pub(crate) async fn start() -> Result<Self, Missing> {
        if !cfg!(unix) || Command::new("chromedriver").arg("--version").output().is_err() {
            return Err(Missing::new(NAME, "chromedriver is not installed (Debian: chromium, chromium-driver)"));
        }
        let mut group = Group::start();
        let session = format!("http://127.0.0.1:{}/session", group.port());
        let transport = ReqwestTransport::new(&BaseUrl::parse("http://127.0.0.1").unwrap()).unwrap();
        let mut browser = Self { _group: group, transport, session };
        let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en"];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        let opened = browser.command(Method::Post, "", Some(wanted)).await;
        let opened = opened.map_err(|reason| Missing::new(NAME, format!("Chromium does not start: {reason}")))?;
        browser.session = format!("{}/{}", browser.session, opened["sessionId"].as_str().unwrap());
        Ok(browser)
    }

    async fn command(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value, String> {
        let headers = vec![("Content-Type", "application/json".into())];
        let body = body.map(|body| body.to_string().into_bytes()).unwrap_or_default();
        let (url, timeout) = (format!("{}{path}", self.session), Duration::from_secs(60));
        let request = HttpRequest { method, url, headers, body, timeout, max_response_size: 32 << 20 };
        let response = self.transport.send(request).await.map_err(|e| e.message)?;
        let mut value: Value = serde_json::from_slice(&response.body).map_err(|e| e.to_string())?;
        if response.status != 200 {
            return Err(value["value"]["message"].as_str().unwrap_or_default().to_owned());
        }
        Ok(value["value"].take())
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        self.command(Method::Post, path, Some(body)).await.unwrap_or_else(|reason| panic!("{path}: {reason}"))
    }

    pub(crate) async fn open(&self, url: &str) {
        self.post("/url", json!({"url": url})).await;
    }

    /// Runs a script and returns its result.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", json!({"script": script, "args": []})).await
    }

    async fn find(&self, css: &str) -> String {
        let found = self.post("/element", json!({"using": "css selector", "value": css})).await;
        found[ELEMENT].as_str().unwrap().to_owned()
    }

    pub(crate) async fn click(&self, css: &str) {
        let element = self.find(css).await;
        self.post(&format!("/element/{element}/click"), json!({})).await;
    }

    pub(crate) async fn fill(&self, css: &str, text: &str) {
        let element = self.find(css).await;
        self.post(&format!("/element/{element}/value"), json!({"text": text})).await;
    }

    /// Presses keys in the focused element.
    pub(crate) async fn press(&self, keys: &str) {
        let presses: Vec<Value> = keys
            .chars()
            .flat_map(|key| [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})])
            .collect();
        self.post("/actions", json!({"actions": [{"type": "key", "id": "keys", "actions": presses}]})).await;
    }

    pub(crate) async fn text(&self) -> String {
        let text = self.run("return document.body ? document.body.innerText : ''").await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page shows this text.
    pub(crate) async fn sees(&self, text: &str) {
        let patience = Instant::now() + Duration::from_secs(30);
        loop {
            let page = self.text().await;
            if page.contains(text) {
                return;
            }
            assert!(Instant::now() < patience, "the page does not show {text:?} but {page:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub(crate) async fn size(&self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    pub(crate) async fn devtools(&self, command: &str, params: Value) -> Value {
        self.post("/goog/cdp/execute", json!({"cmd": command, "params": params})).await
    }

    /// Returns the console messages since the last call: errors and violations of the content security policy.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let log = self.post("/se/log", json!({"type": "browser"})).await;
        let lines = log.as_array().cloned().unwrap_or_default();
        lines.iter().map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect()
    }
}
