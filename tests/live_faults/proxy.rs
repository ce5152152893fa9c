//! A proxy between the command and a server, which cuts or stalls what the server says after so many bytes.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What happens after so many bytes of a connection.
#[derive(Clone, Copy)]
pub(crate) enum After {
    Never,
    Cut(usize),
    Stall(usize),
}

/// A proxy; its threads live as long as the process.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    passed: Arc<AtomicUsize>,
}

impl Proxy {
    pub(crate) fn new(port: u16, after: After) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let passed = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&passed);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let count = Arc::clone(&count);
                thread::spawn(move || pass(client, port, after, &count));
            }
        });
        Self { address, passed }
    }

    /// How many bytes the server said.
    pub(crate) fn passed(&self) -> usize {
        self.passed.load(Ordering::Relaxed)
    }
}

fn pass(mut client: TcpStream, port: u16, after: After, passed: &AtomicUsize) -> Option<()> {
    let mut server = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let (mut from, mut to) = (client.try_clone().ok()?, server.try_clone().ok()?);
    thread::spawn(move || {
        let _ = std::io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
    let mut left = match after {
        After::Never => usize::MAX,
        After::Cut(bytes) | After::Stall(bytes) => bytes,
    };
    let mut buffer = [0; 4096];
    loop {
        let read = if left == 0 { 0 } else { server.read(&mut buffer).unwrap_or(0) };
        let some = read.min(left);
        passed.fetch_add(read, Ordering::Relaxed);
        left -= some;
        let written = client.write_all(&buffer[..some]);
        if read == 0 || written.is_err() {
            break;
        }
    }
    if left == 0 && matches!(after, After::Stall(_)) {
        // The connection stays, and nothing comes.
        loop {
            thread::park();
        }
    }
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
    Some(())
}
