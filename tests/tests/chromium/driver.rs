//! As much of the `WebDriver` protocol as these tests need: JSON over HTTP to a `chromedriver` of our own.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use freedompay::meta::Method;
use freedompay::transport::{BaseUrl, HttpRequest, ReqwestTransport, Transport as _};
use serde_json::{Value, json};

/// The name under which elements travel.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
pub(crate) const TAB: char = '\u{e004}';
pub(crate) const ENTER: char = '\u{e007}';
pub(crate) const SPACE: char = '\u{e00d}';

/// A browser. It and its driver end with this.
pub(crate) struct Browser {
    driver: Child,
    transport: ReqwestTransport,
    session: String,
}

/// Straight to the terminal: what a test prints is shown only when it fails.
fn skipped(why: &str) -> Option<Browser> {
    let _ = writeln!(io::stderr(), "skipped, nothing is proven: {why}");
    None
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser is a child of the driver's, which takes it along when asked politely.
        let _ = Command::new("kill").args(["-TERM", &self.driver.id().to_string()]).status();
        let _ = self.driver.wait();
    }
}

impl Browser {
    /// Nothing where there is no Chromium; says so.
    pub(crate) async fn start() -> Option<Self> {
        let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut driver) = started else {
            return skipped("there is no chromedriver here (Debian: chromium, chromium-driver)");
        };
        // `ChromeDriver was started successfully on port 40123.`
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port: Option<u16> = lines
            .map_while(Result::ok)
            .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok());
        let port = port.expect("chromedriver says its port");
        let transport = ReqwestTransport::new(&BaseUrl::parse("http://127.0.0.1").unwrap()).unwrap();
        let mut browser = Self { driver, transport, session: format!("http://127.0.0.1:{port}/session") };
        let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en"];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        match browser.command(Method::Post, "", Some(wanted)).await {
            Ok(opened) => {
                browser.session = format!("{}/{}", browser.session, opened["sessionId"].as_str().unwrap());
                Some(browser)
            }
            Err(why) => skipped(&format!("Chromium does not start here: {why}")),
        }
    }

    async fn command(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value, String> {
        let headers = vec![("Content-Type", "application/json".into())];
        let body = body.map(|body| body.to_string().into_bytes()).unwrap_or_default();
        let (url, timeout) = (format!("{}{path}", self.session), Duration::from_secs(60));
        let request = HttpRequest { method, url, headers, body, timeout, max_response_size: 32 << 20 };
        let answer = self.transport.send(request).await.map_err(|e| e.message)?;
        let mut value: Value = serde_json::from_slice(&answer.body).map_err(|e| e.to_string())?;
        if answer.status != 200 {
            return Err(value["value"]["message"].as_str().unwrap_or_default().to_owned());
        }
        Ok(value["value"].take())
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        self.command(Method::Post, path, Some(body)).await.unwrap_or_else(|why| panic!("{path}: {why}"))
    }

    pub(crate) async fn open(&self, url: &str) {
        self.post("/url", json!({"url": url})).await;
    }

    /// What a script returns.
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

    /// Presses keys wherever the focus is.
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

    /// Waits until the page says this.
    pub(crate) async fn sees(&self, text: &str) {
        let patience = Instant::now() + Duration::from_secs(30);
        loop {
            let page = self.text().await;
            if page.contains(text) {
                return;
            }
            assert!(Instant::now() < patience, "it does not say {text:?} but {page:?}");
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

    /// What the console has said since it was asked last: errors and violations of the policy.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let log = self.post("/se/log", json!({"type": "browser"})).await;
        let lines = log.as_array().cloned().unwrap_or_default();
        lines.iter().map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect()
    }
}
