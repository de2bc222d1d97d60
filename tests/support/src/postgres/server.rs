//! A server in a temporary folder, and the guard that ends both.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

use super::installed::Installed;

/// The guard is a shell that outlives this process for the moment it takes to clean up.
const GUARD: &str = include_str!("guard.sh");

/// Small, but as safe as in production: what is committed is on the disk.
const SETTINGS: &str = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=16MB \
    -c max_connections=100 -c fsync=on -c synchronous_commit=on -c full_page_writes=on -c autovacuum_naptime=10s";

/// A server that was started here.
#[derive(Debug)]
pub(super) struct Server {
    guard: Child,
    talk: Mutex<Option<(ChildStdin, BufReader<ChildStdout>)>>,
    folder: PathBuf,
    port: u16,
}

impl Server {
    /// Makes a folder with an empty server in it, and starts that.
    pub(super) fn start(installed: &Installed) -> Self {
        let folder = env::temp_dir().join(format!("freedompay-postgres-{:016x}", random()));
        fs::create_dir(&folder).expect("a temporary folder can be created");
        let port = free_port();
        let mut guard = Command::new("sh");
        guard.args(["-c", GUARD, "guard"]).arg(&installed.programs).arg(&folder).arg(port.to_string()).arg(SETTINGS);
        guard.stdin(Stdio::piped()).stdout(Stdio::piped()).current_dir(&folder);
        #[cfg(unix)]
        as_user(&mut guard, &folder, installed.user);
        let mut guard = guard.spawn().expect("sh runs");
        let input = guard.stdin.take().expect("it is piped");
        let output = BufReader::new(guard.stdout.take().expect("it is piped"));
        let server = Self { guard, talk: Mutex::new(Some((input, output))), folder, port };
        server.command("init");
        server.command("start");
        server
    }

    /// Returns the URL of the database that every server has.
    pub(super) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Has the guard carry out a command, and waits until it has.
    pub(super) fn command(&self, command: &str) {
        let mut talk = self.talk.lock().unwrap_or_else(PoisonError::into_inner);
        let (input, output) = talk.as_mut().expect("it is taken by drop only");
        let mut line = String::new();
        let done = writeln!(input, "{command}").and_then(|()| output.read_line(&mut line));
        assert!(done.is_ok() && line.trim() == "done", "postgres does not {command}: {}", self.log());
    }

    /// Returns what it and its tools have written.
    pub(super) fn log(&self) -> String {
        ["log", "server.log"].map(|name| fs::read_to_string(self.folder.join(name)).unwrap_or_default()).concat()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of its input is the guard's sign.
        drop(self.talk.get_mut().unwrap_or_else(PoisonError::into_inner).take());
        let _ = self.guard.wait();
    }
}

/// Gives the guard a process group of its own, which a Ctrl-C in the terminal does not reach, and another user.
#[cfg(unix)]
fn as_user(guard: &mut Command, folder: &Path, user: Option<(u32, u32)>) {
    use std::os::unix::{fs::chown, process::CommandExt as _};
    guard.process_group(0);
    if let Some((user, group)) = user {
        chown(folder, Some(user), Some(group)).expect("root can give a folder away");
        guard.uid(user).gid(group);
    }
}

/// Returns a free port below those that the system gives to outgoing connections, so that it is still free when the server
/// starts again.
fn free_port() -> u16 {
    let mut ports = (0..100).map(|_| 10_000 + u16::try_from(random() % 20_000).unwrap_or_default());
    ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a port is free")
}

fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}
