package firebreak.clock;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Receipt;
import firebreak.note.Statement;
import firebreak.note.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the checked statements of any number of exports say together. The same leaf may be heard from several
/// exports, the owner's and the mirrors'; it counts once.
public final class Testimony {
    /// A note as those need it who count and compare.
    ///
    /// @param key what makes it one note: its leaf, or for a joint note its payload in its channel
    /// @param agreement the version that it names
    public record Heard(
            String key,
            ChannelId channel,
            LeafRef leaf,
            Hash agreement,
            String reference,
            List<PartyCode> authors,
            Content content,
            Instant at,
            View view) {}

    /// A receipt as those need it who count and compare.
    ///
    /// @param of the leaf receipted
    /// @param by the receipt's own leaf
    public record Receipted(PartyCode party, Receipt.Kind kind, LeafRef of, Instant at, LeafRef by, Hash agreement) {}

    private final SortedMap<LeafRef, Heard> notes = new TreeMap<>();
    private final SortedMap<LeafRef, Receipted> receipts = new TreeMap<>();
    private final Map<String, Set<PartyCode>> recorded = new TreeMap<>();
    private final Map<String, SortedSet<LeafRef>> leaves = new TreeMap<>();

    /// Takes in what a leaf says; again is no harm.
    public void said(ChannelId channel, LeafRef leaf, Statement statement) {
        switch (statement) {
            case Note note -> note(channel, leaf, note);
            case Receipt receipt ->
                receipts.put(
                        leaf,
                        new Receipted(
                                receipt.author().party(),
                                receipt.kind(),
                                receipt.of(),
                                receipt.at(),
                                leaf,
                                receipt.place().agreement()));
            default -> {} // openings, successors and adoptions say nothing about notes
        }
    }

    private void note(ChannelId channel, LeafRef leaf, Note note) {
        String key = note.joint()
                ? channel.hash().hex() + "/" + Hash.of(note.payload()).hex()
                : leaf.origin() + "/" + leaf.index();
        List<PartyCode> authors = note.authors().stream().map(Author::party).toList();
        notes.put(
                leaf,
                new Heard(
                        key,
                        channel,
                        leaf,
                        note.place().agreement(),
                        note.reference(),
                        authors,
                        note.content(),
                        note.at(),
                        note.view()));
        leaves.computeIfAbsent(key, _ -> new TreeSet<>()).add(leaf);
        note.authors().stream()
                .filter(author -> author.origin().equals(leaf.origin()))
                .forEach(author ->
                        recorded.computeIfAbsent(key, k -> new TreeSet<>()).add(author.party()));
    }

    /// Every note in force, once, by its first leaf. Joint notes that are only proposed are left out.
    public List<Heard> notes() {
        SortedMap<String, Heard> first = new TreeMap<>();
        for (Heard note : notes.values()) {
            if (recorded.getOrDefault(note.key(), new TreeSet<>()).containsAll(note.authors())) {
                first.putIfAbsent(note.key(), note);
            }
        }
        return first.values().stream().sorted(Comparator.comparing(Heard::leaf)).toList();
    }

    /// The leaves at which a note stands, more than one only for a joint note.
    public List<LeafRef> leaves(Heard note) {
        return List.copyOf(leaves.getOrDefault(note.key(), new TreeSet<>()));
    }

    /// The note whose leaf this is.
    public Optional<Heard> at(LeafRef leaf) {
        return Optional.ofNullable(notes.get(leaf)).filter(note -> note.leaf().equals(leaf));
    }

    /// Every receipt heard, in the order of their leaves.
    public List<Receipted> receipts() {
        return new ArrayList<>(receipts.values());
    }
}
