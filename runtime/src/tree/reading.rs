//! Reading a message as a type, and again without what does not fit and may be absent.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::error::Misfit;
use super::{Kind, Ref, Syntax, Tree, TreeError};

/// Nodes that are read again at most, for all members together that do not fit: thousands of members in a message of ordinary
/// size, a few in the largest. Members that do not fit for the same reason count once.
const MOST_READ_AGAIN: usize = 8 << 20;

/// A step on the way from the outermost node to another one.
#[derive(Clone, Copy)]
pub(crate) struct Step<'t> {
    /// The node that the step leads to.
    pub(crate) node: Ref<'t>,
    /// The node around it.
    around: Ref<'t>,
    /// Its place among all members or items, and among those of its name.
    places: (usize, usize),
}

impl Step<'_> {
    /// Returns the index of the node, if it is an item of a list. XML repeats the name of a list.
    pub(crate) fn index(&self) -> usize {
        let (place, place_in_name) = self.places;
        if self.node.syntax() == Syntax::Xml { place_in_name } else { place }
    }
}

/// Decides what is left out because the end of a way does not fit: the end of that step or an earlier one, with its path.
/// Nothing if the message cannot be read without it.
pub(crate) type LeaveOut<'a> = dyn Fn(&[Step<'_>]) -> Option<(usize, String)> + 'a;

impl Tree {
    /// Decodes the message as a type.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T, TreeError> {
        self.read(&|_| None).map(|(value, _)| value)
    }

    /// Decodes the message as a type, without members that do not fit and may be left out. Returns the paths of those, too, in
    /// message order. PHP's empty object is left out without a mention.
    ///
    /// Whether a member fits shows only inside of its own type, where it is too late to call it absent: hence the next reading.
    pub(crate) fn read<T: DeserializeOwned>(&self, leave_out: &LeaveOut<'_>) -> Result<(T, Vec<String>), TreeError> {
        let mut reading = Reading { tree: Cow::Borrowed(self), left: MOST_READ_AGAIN, unread: Vec::new() };
        loop {
            match T::deserialize(reading.tree.root()) {
                Ok(value) => return Ok((value, reading.paths())),
                Err(error) => reading.make_absent(error, leave_out)?,
            }
        }
    }
}

struct Reading<'a> {
    tree: Cow<'a, Tree>,
    /// Nodes that may still be read again.
    left: usize,
    unread: Vec<(u32, String)>,
}

impl Reading<'_> {
    fn paths(mut self) -> Vec<String> {
        self.unread.sort();
        let mut paths: Vec<String> = self.unread.into_iter().map(|(_, path)| path).collect();
        paths.dedup();
        paths
    }

    /// Makes absent what did not fit, wherever in the message it is; or returns the error.
    fn make_absent(&mut self, error: TreeError, leave_out: &LeaveOut<'_>) -> Result<(), TreeError> {
        let Some((at, why)) = error.misfit() else { return Err(error) };
        let Some(left) = self.left.checked_sub(self.tree.nodes.len()) else { return Err(error) };
        self.left = left;
        let (mut absent, mut unread) = (Vec::new(), Vec::new());
        self.tree.root().sibling(at).each_alike(why, &mut |found, way| {
            if why == Misfit::EmptyObject {
                return absent.push(found.index());
            }
            if let Some((step, path)) = leave_out(way)
                && let Some(step) = way.get(step).filter(|step| step.node.kind() != Kind::Null)
            {
                let named = step.around.children().filter(|child| child.name() == step.node.name());
                absent.extend(named.map(Ref::index));
                unread.push((step.node.index(), path));
            }
        });
        if absent.is_empty() {
            return Err(error);
        }
        self.unread.extend(unread);
        let tree = self.tree.to_mut();
        for at in absent {
            if let Some(node) = tree.nodes.get_mut(at as usize) {
                node.kind = Kind::Null;
                node.data.len = 0;
            }
        }
        Ok(())
    }
}

impl<'t> Ref<'t> {
    /// Calls `visit` with every node that has the same way through the message and does not fit for the same reason, this one among
    /// them: all of them are read as the same type.
    fn each_alike(self, why: Misfit, visit: &mut dyn FnMut(Ref<'t>, &[Step<'t>])) {
        let mut names = Vec::new();
        let mut around = self.sibling(0);
        while let Some(child) = around.children().find(|child| (child.at..child.node().end).contains(&self.at)) {
            names.push(child.name());
            around = child;
            if child.at == self.at {
                break;
            }
        }
        self.follow(self.sibling(0), &names, why, &mut Vec::new(), visit);
    }

    fn follow(
        self,
        around: Self,
        names: &[&str],
        why: Misfit,
        way: &mut Vec<Step<'t>>,
        visit: &mut dyn FnMut(Self, &[Step<'t>]),
    ) {
        let Some((name, rest)) = names.split_first() else {
            if self.is_like(around, why) {
                visit(around, way);
            }
            return;
        };
        // The keys of such a list are no names: all its items are of one type.
        let is_list = around.is_list_of_php();
        let same = around.children().enumerate().filter(|(_, child)| is_list || child.name() == *name);
        for (place_in_name, (place, node)) in same.enumerate() {
            way.push(Step { node, around, places: (place, place_in_name) });
            self.follow(node, rest, why, way, visit);
            way.pop();
        }
    }

    fn is_like(self, other: Self, why: Misfit) -> bool {
        let is_empty = |node: Self| node.children().next().is_none();
        let is_same = self.kind() == other.kind() && self.text() == other.text() && is_empty(self) == is_empty(other);
        self.at == other.at || (is_same && (why == Misfit::Kind || is_empty(self)))
    }
}
