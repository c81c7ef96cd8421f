package firebreak.export;

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
import java.util.TreeMap;
import java.util.TreeSet;

/// What the checked statements of any number of exports say together. The same leaf may be heard from several
/// exports, the owner's and the mirrors'; it counts once.
final class Testimony implements Listener {
    /// A note as a summary needs it.
    ///
    /// @param key what makes it one note: its leaf, or for a joint note its payload in its channel
    record Heard(
            String key,
            ChannelId channel,
            LeafRef leaf,
            String reference,
            List<PartyCode> authors,
            Content content,
            Instant at,
            View view) {}

    /// A receipt as a summary needs it.
    record Receipted(PartyCode party, Receipt.Kind kind, LeafRef of, Instant at, LeafRef by) {}

    private final SortedMap<LeafRef, Heard> notes = new TreeMap<>();
    private final SortedMap<LeafRef, Receipted> receipts = new TreeMap<>();
    private final Map<String, Set<PartyCode>> recorded = new TreeMap<>();

    @Override
    public void said(ChannelId channel, LeafRef leaf, Statement statement) {
        switch (statement) {
            case Note note -> note(channel, leaf, note);
            case Receipt receipt ->
                receipts.put(
                        leaf,
                        new Receipted(receipt.author().party(), receipt.kind(), receipt.of(), receipt.at(), leaf));
            default -> {} // openings, successors and adoptions say nothing about notes
        }
    }

    private void note(ChannelId channel, LeafRef leaf, Note note) {
        String key = note.joint()
                ? channel.hash().hex() + "/" + Hash.of(note.payload()).hex()
                : leaf.origin() + "/" + leaf.index();
        List<PartyCode> authors = note.authors().stream().map(Author::party).toList();
        notes.put(
                leaf, new Heard(key, channel, leaf, note.reference(), authors, note.content(), note.at(), note.view()));
        note.authors().stream()
                .filter(author -> author.origin().equals(leaf.origin()))
                .forEach(author ->
                        recorded.computeIfAbsent(key, k -> new TreeSet<>()).add(author.party()));
    }

    /// Every note in force, once, by its first leaf. Joint notes that are only proposed are left out.
    List<Heard> notes() {
        SortedMap<String, Heard> first = new TreeMap<>();
        for (Heard note : notes.values()) {
            if (recorded.getOrDefault(note.key(), new TreeSet<>()).containsAll(note.authors())) {
                first.putIfAbsent(note.key(), note);
            }
        }
        return first.values().stream().sorted(Comparator.comparing(Heard::leaf)).toList();
    }

    /// The leaves at which a note stands, more than one only for a joint note.
    List<LeafRef> leaves(Heard note) {
        return notes.values().stream()
                .filter(other -> other.key().equals(note.key()))
                .map(Heard::leaf)
                .toList();
    }

    Optional<Heard> at(LeafRef leaf) {
        return Optional.ofNullable(notes.get(leaf)).filter(note -> note.leaf().equals(leaf));
    }

    List<Receipted> receipts() {
        return new ArrayList<>(receipts.values());
    }
}
