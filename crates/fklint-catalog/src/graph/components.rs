//! Strongly connected components, without recursion: a chain of 100,000 tables must not exhaust the stack.

/// The component of every node, numbered so that what a node points to has no greater number.
pub(super) struct Components {
    /// Component number by node.
    pub(super) of: Vec<u32>,
    /// Number of components.
    pub(super) count: usize,
}

/// Tarjan's algorithm over nodes `0..nodes`; `target` gives the head of a node's arc by its position.
pub(super) fn components(nodes: usize, target: impl Fn(u32, usize) -> Option<u32>) -> Components {
    const UNSEEN: u32 = u32::MAX;
    let mut of = vec![UNSEEN; nodes];
    let mut index = vec![UNSEEN; nodes];
    let mut low = vec![0_u32; nodes];
    let mut open = Vec::new();
    let mut calls: Vec<(u32, usize)> = Vec::new();
    let mut next = 0;
    let mut count = 0;
    for root in 0..nodes as u32 {
        if index[root as usize] != UNSEEN {
            continue;
        }
        calls.push((root, 0));
        while let Some(&mut (node, ref mut at)) = calls.last_mut() {
            let here = node as usize;
            if *at == 0 {
                index[here] = next;
                low[here] = next;
                next += 1;
                open.push(node);
            }
            if let Some(head) = target(node, *at) {
                *at += 1;
                let head = head as usize;
                if index[head] == UNSEEN {
                    calls.push((head as u32, 0));
                } else if of[head] == UNSEEN {
                    low[here] = low[here].min(index[head]);
                }
                continue;
            }
            calls.pop();
            if let Some(&(caller, _)) = calls.last() {
                low[caller as usize] = low[caller as usize].min(low[here]);
            }
            if low[here] == index[here] {
                while let Some(member) = open.pop() {
                    of[member as usize] = count;
                    if member == node {
                        break;
                    }
                }
                count += 1;
            }
        }
    }
    Components { of, count: count as usize }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(nodes: usize, arcs: &[(u32, u32)]) -> Vec<u32> {
        let heads = |node: u32| arcs.iter().filter(move |arc| arc.0 == node).map(|arc| arc.1);
        components(nodes, |node, at| heads(node).nth(at)).of
    }

    #[test]
    fn what_is_pointed_to_is_numbered_first() {
        assert_eq!(of(3, &[(0, 1), (1, 2)]), [2, 1, 0]);
    }

    #[test]
    fn overlapping_cycles_are_one_component() {
        let found = of(5, &[(0, 1), (1, 0), (0, 2), (2, 1), (3, 0), (2, 4)]);
        assert!(found[0] == found[1] && found[1] == found[2]);
        assert!(found[3] != found[0] && found[4] != found[0]);
    }
}
