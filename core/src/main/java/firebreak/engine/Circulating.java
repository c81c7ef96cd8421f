package firebreak.engine;

import firebreak.charter.Agreement;
import firebreak.charter.Manifest;
import firebreak.charter.PartyCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Registry;
import firebreak.identity.Jws;
import firebreak.identity.KeyId;
import firebreak.identity.PublicPair;
import firebreak.identity.SignatureCheck;
import firebreak.note.Author;
import firebreak.note.Circular;
import firebreak.note.Forms;
import firebreak.note.Note;
import firebreak.note.Place;
import firebreak.seal.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Joint notes before they are on record: what a node may take of a circular, and who has signed it. Pure; any thread.
public final class Circulating {
    private Circulating() {}

    /// What came of looking at a circular.
    public sealed interface Result {
        /// @param circular with everything known of it, every signature of it verified
        record Good(Circular circular) implements Result {}

        /// Not now: something it rests on is not known here yet.
        record Later(String reason) implements Result {}

        record Refused(String reason) implements Result {}
    }

    /// Looks at a circular that a member brought, together with what was known of it.
    ///
    /// @param bringer whose node brought it; this node's own party for what its officers propose and sign
    public static Result merge(
            Optional<Circular> known, Circular come, PartyCode bringer, State state, Channel channel, Forms forms) {
        Note note = come.note();
        if (!come.hasRoom()) {
            return new Result.Refused(
                    "it is too long: with all signatures it must have at most " + Circular.MAX_BYTES + " bytes");
        }
        Optional<String> fault = fault(note, bringer, state, channel, forms);
        if (fault.isPresent()) {
            return new Result.Refused(fault.get());
        }
        Optional<Author> unknown = note.authors().stream()
                .filter(author -> keys(author, state.registry()).isEmpty())
                .findFirst();
        if (unknown.isPresent()) {
            return new Result.Later(
                    "the manifest that it names for " + unknown.get().party() + " is not known here");
        }
        Optional<String> bad = come.signed().flatMap(jws -> signatureFault(note, jws, state));
        return bad.<Result>map(Result.Refused::new).orElseGet(() -> merged(known, come));
    }

    private static Result merged(Optional<Circular> known, Circular come) {
        try {
            return new Result.Good(
                    known.isEmpty()
                            ? come
                            : come.signed().map(known.get()::with).orElse(known.get()));
        } catch (IllegalArgumentException twice) {
            return new Result.Refused("a key has signed it in two ways");
        }
    }

    private static Optional<String> fault(Note note, PartyCode bringer, State state, Channel channel, Forms forms) {
        PartyCode self = state.self(channel);
        List<PartyCode> parties = note.authors().stream().map(Author::party).toList();
        if (!parties.contains(self) || !parties.contains(bringer)) {
            return Optional.of("a joint note circulates among its authors alone");
        }
        if (!fits(note, state, channel)) {
            return Optional.of("it was drafted for another version of the channel or of a record: propose it again");
        }
        return ContentCheck.fault(state.agreement(channel), note.content()).or(() -> Opened.formFault(note, forms));
    }

    /// Whether the note says where this node's own record stands now.
    private static boolean fits(Note note, State state, Channel channel) {
        OwnRecord own = channel.own();
        Place here = new Place(
                state.agreement(channel).mode(),
                own.inForce().charter(),
                channel.id(),
                own.inForce().agreement());
        return note.place().equals(here)
                && note.authors().stream()
                        .anyMatch(author -> author.origin().equals(own.origin())
                                && author.manifest().equals(own.inForce().manifest())
                                && author.generation() == own.generation());
    }

    private static Optional<String> signatureFault(Note note, Jws jws, State state) {
        List<KeyId> left =
                new ArrayList<>(jws.lines().stream().map(Jws.Line::keyId).toList());
        for (Author author : note.authors()) {
            PublicPair keys = keys(author, state.registry()).orElseThrow();
            boolean signs =
                    left.removeAll(List.of(keys.ed25519().id(), keys.mlDsa65().id()));
            if (signs && !holds(jws, keys, note, state.registry())) {
                return Optional.of("the signature of " + author.party() + " does not hold");
            }
        }
        return left.isEmpty() ? Optional.empty() : Optional.of("somebody has signed it who is no author");
    }

    private static boolean holds(Jws jws, PublicPair keys, Note note, Registry registry) {
        Optional<Agreement> agreement = registry.agreement(note.place().agreement());
        return agreement.isPresent()
                && SignatureCheck.check(jws, keys, agreement.get().algorithms()) instanceof SignatureCheck.Valid;
    }

    /// The keys of an author's post, where its manifest is known, names the post and has it valid at the note's time.
    private static Optional<PublicPair> keys(Author author, Registry registry) {
        return entry(author, registry).map(PostEntry::signing);
    }

    private static Optional<PostEntry> entry(Author author, Registry registry) {
        Optional<Manifest> manifest = registry.manifest(author.manifest())
                .filter(found -> found.party().equals(author.party()));
        return author.post().flatMap(post -> manifest.flatMap(found -> found.post(post)));
    }

    /// Who has signed a circular, in order of party code.
    public static SortedSet<PartyCode> signed(Circular circular, State state) {
        SortedSet<PartyCode> signed = new TreeSet<>();
        circular.signed()
                .ifPresent(jws -> circular.note().authors().stream()
                        .filter(author -> keys(author, state.registry())
                                .filter(keys -> holds(jws, keys, circular.note(), state.registry()))
                                .isPresent())
                        .map(Author::party)
                        .forEach(signed::add));
        return signed;
    }

    /// The posts that a circular is sealed to: its authors, by the manifests it names.
    public static List<Recipient.Hybrid> recipients(Circular circular, State state) {
        return circular.note().authors().stream()
                .flatMap(author -> entry(author, state.registry()).stream())
                .map(PostEntry::recipient)
                .toList();
    }
}
