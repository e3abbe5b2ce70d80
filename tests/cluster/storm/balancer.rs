//! What a balancer knows: which servers are up. It asks as HAProxy does with `deploy/haproxy.cfg`.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use tokio::{sync::watch, time::timeout};

use crate::nodes::a_while;

/// A server that is up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Up {
    pub(super) address: SocketAddr,
    /// It takes nobody new.
    stops: bool,
}

/// Between two questions, and how long an answer may take.
const ASK_MS: u64 = 300;
/// So many failures in a row take a server out.
const FALL: u32 = 2;

pub(super) struct Balancer {
    up: Vec<watch::Receiver<Option<Up>>>,
}

impl Balancer {
    /// Of servers that may come back at other addresses.
    pub(super) fn of(addresses: Vec<watch::Receiver<SocketAddr>>) -> Arc<Self> {
        let up = addresses.into_iter().map(|address| {
            let (told, up) = watch::channel(None);
            tokio::spawn(ask(address, told));
            up
        });
        Arc::new(Self { up: up.collect() })
    }

    /// One that is up, by chance; with what tells when it is no longer.
    pub(super) fn pick(&self, chance: usize) -> Option<(SocketAddr, watch::Receiver<Option<Up>>)> {
        let taking = |up: &watch::Receiver<Option<Up>>| up.borrow().filter(|up| !up.stops);
        let up: Vec<_> = self.up.iter().filter_map(|up| Some((taking(up)?.address, up.clone()))).collect();
        (!up.is_empty()).then(|| up[chance % up.len()].clone())
    }

    /// Waits until all are up.
    pub(super) async fn all(&self) {
        for up in &self.up {
            up.clone().wait_for(|up| up.is_some_and(|up| !up.stops)).await.expect("it is asked");
        }
    }
}

async fn ask(address: watch::Receiver<SocketAddr>, told: watch::Sender<Option<Up>>) {
    let client = reqwest::Client::new();
    let mut failures = FALL;
    loop {
        let at = *address.borrow();
        let answer = client.get(format!("http://{at}/readyz")).send();
        let answer = timeout(Duration::from_millis(ASK_MS), answer).await;
        let stops = match answer {
            Ok(Ok(answer)) if answer.status().is_success() => Some(false),
            Ok(Ok(answer)) if answer.status() == 404 => Some(true),
            _ => None,
        };
        failures = if stops.is_some() { 0 } else { failures + 1 };
        let up = match stops {
            Some(stops) => Some(Up { address: at, stops }),
            None => told.borrow().filter(|_| failures < FALL),
        };
        told.send_if_modified(|before| std::mem::replace(before, up) != up);
        a_while(ASK_MS).await;
    }
}
