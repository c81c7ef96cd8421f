package firebreak.export;

import firebreak.charter.Agreement;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Channel;
import firebreak.engine.Keys;
import firebreak.engine.Lookup;
import firebreak.engine.State;
import firebreak.engine.StoreView;
import firebreak.engine.Stored;
import firebreak.engine.Table;
import firebreak.identity.Jws;
import firebreak.identity.RecordKeys;
import firebreak.note.Author;
import firebreak.note.Form;
import firebreak.note.Forms;
import firebreak.note.Statement;
import firebreak.record.CheckpointNote;
import firebreak.record.ForkEvidence;
import firebreak.record.Origin;
import firebreak.witness.Witnesses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes a party's record of one channel, as it stands in the party's store, for strangers to verify: the
/// record with its earlier generations, the mirrors of the other members' records as far as a signed checkpoint
/// covers them, and all charter documents and forms they rest on. `spec/export.md` says the format.
///
/// Reading while the node runs is safe: records only grow, and no leaf above a stored checkpoint is read.
public final class RecordExport {
    private final State state;
    private final StoreView stored;
    private final Forms forms;
    private final boolean envelopes;

    /// @param envelopes whether the sealed envelopes are exported too; only holders of post keys can read them
    public RecordExport(State state, StoreView stored, Forms forms, boolean envelopes) {
        this.state = state;
        this.stored = stored;
        this.forms = forms;
        this.envelopes = envelopes;
    }

    /// How an export ended.
    public sealed interface Result {
        /// @param size leaves of the own newest record
        record Written(long size, int files) implements Result {}

        /// The own record has no signed checkpoint yet.
        record NothingYet() implements Result {}
    }

    /// Writes all files, the index last, so that an export cut short is seen to be one.
    ///
    /// @throws IOException when the target fails or the store gives back what it never stored
    public Result write(Channel channel, FileTarget target, Progress progress) throws IOException {
        try {
            List<Found> found = records(channel);
            PartyCode self = state.self(channel);
            if (found.stream()
                    .noneMatch(record -> record.origin().equals(channel.own().origin()))) {
                return new Result.NothingYet();
            }
            long total = found.stream().mapToLong(Found::size).sum();
            Counted files = new Counted(target);
            SortedMap<String, Hash> hashes = new TreeMap<>();
            documents(channel, files, hashes);
            forks(channel, files, hashes);
            NeutralWriter neutrals = new NeutralWriter(stored, keys(channel), witnesses(channel));
            List<RecordEntry> entries = new ArrayList<>();
            long done = 0;
            for (Found record : found) {
                RecordPath path = RecordPath.of(
                        record.party().equals(self), record.party(), isNewest(record, found), record.generation());
                RecordWriter writer = new RecordWriter(stored, files, path, envelopes, neutrals);
                entries.add(writer.write(record, hashes, progress, done, total));
                done += record.size();
            }
            Agreement agreement = state.agreement(channel);
            ExportIndex index = new ExportIndex(
                    agreement.mode(),
                    agreement.charter(),
                    channel.id(),
                    agreement.label(),
                    self,
                    hashes,
                    entries.stream()
                            .sorted(Comparator.comparing(entry -> entry.path().prefix()))
                            .toList());
            files.write(RecordPath.INDEX, index.bytes());
            long size = entries.stream()
                    .filter(entry -> entry.path().prefix().isEmpty())
                    .mapToLong(RecordEntry::size)
                    .sum();
            return new Result.Written(size, files.count);
        } catch (FormatException damaged) {
            throw new IOException("the store gives back what it never stored: " + damaged.reason(), damaged);
        }
    }

    private static final class Counted implements FileTarget {
        private final FileTarget target;
        private int count;

        Counted(FileTarget target) {
            this.target = target;
        }

        @Override
        public void write(String path, Bytes content) throws IOException {
            target.write(path, content);
            count++;
        }
    }

    /// One record in the store, as far as its stored signed checkpoint reaches.
    record Found(PartyCode party, Origin origin, int generation, CheckpointNote checkpoint, RecordKeys keys) {
        long size() {
            return checkpoint.checkpoint().size();
        }
    }

    private static boolean isNewest(Found record, List<Found> all) {
        return all.stream()
                .noneMatch(other -> other.party().equals(record.party()) && other.generation() > record.generation());
    }

    private void documents(Channel channel, FileTarget files, SortedMap<String, Hash> hashes) throws IOException {
        DocumentFiles documents = new DocumentFiles(state.registry(), channel.id());
        for (var document : documents.all().entrySet()) {
            put(files, hashes, document.getKey(), document.getValue().bytes());
        }
        SortedSet<Hash> pinned = new TreeSet<>();
        documents.agreements().forEach(agreement -> agreement.forms().forEach(pin -> pinned.add(pin.hash())));
        for (Hash hash : pinned) {
            Optional<Form> form = forms.form(hash);
            if (form.isPresent()) {
                put(
                        files,
                        hashes,
                        RecordPath.form(hash),
                        Canonical.write(form.get().toJson()));
            }
        }
    }

    /// What is kept against the owners of the channel's records, as far as it proves something to others.
    private void forks(Channel channel, FileTarget files, SortedMap<String, Hash> hashes) throws IOException {
        KeptProofs kept = new KeptProofs(stored, keys(channel));
        int number = 1;
        for (var owner : owners(channel).entrySet()) {
            for (ForkEvidence evidence : kept.against(owner.getValue(), owner.getKey())) {
                put(files, hashes, RecordPath.evidence(number++), Canonical.write(evidence.toJson()));
            }
        }
    }

    static void put(FileTarget files, SortedMap<String, Hash> hashes, String path, Bytes content) throws IOException {
        files.write(path, content);
        hashes.put(path, Hash.of(content));
    }

    /// Every record of the channel that has a stored checkpoint and whose generation is known.
    private List<Found> records(Channel channel) throws FormatException {
        List<Found> found = new ArrayList<>();
        for (var owner : owners(channel).entrySet()) {
            find(channel, owner.getKey(), owner.getValue()).ifPresent(found::add);
        }
        return found;
    }

    private SortedMap<Origin, PartyCode> owners(Channel channel) {
        SortedMap<Origin, PartyCode> owners = new TreeMap<>();
        channel.peers().values().forEach(peer -> owners.put(peer.origin(), peer.party()));
        channel.past().forEach(past -> owners.put(past.origin(), state.self(channel)));
        owners.put(channel.own().origin(), state.self(channel));
        return owners;
    }

    private Optional<Found> find(Channel channel, Origin origin, PartyCode party) throws FormatException {
        Optional<Bytes> text = stored.get(Table.CHECKPOINT, origin.text());
        Optional<Integer> generation = generation(channel, origin, party);
        if (text.isEmpty() || generation.isEmpty()) {
            return Optional.empty();
        }
        CheckpointNote note = CheckpointNote.parse("stored checkpoint", text.get());
        return note.checkpoint().size() == 0
                ? Optional.empty()
                : keys(channel).of(party, note).map(keys -> new Found(party, origin, generation.get(), note, keys));
    }

    /// By the first leaf; where that was never opened here, only a first record can be told.
    private Optional<Integer> generation(Channel channel, Origin origin, PartyCode party) {
        Optional<Bytes> first = stored.get(Table.BODY, Keys.leaf(origin, 0));
        if (first.isPresent()) {
            Statement statement = Stored.statement(first.get());
            return statement.authors().stream()
                    .filter(author -> author.origin().equals(origin))
                    .map(Author::generation)
                    .findFirst();
        }
        boolean isFirst = state.agreement(channel)
                .member(party)
                .filter(member -> member.origin().equals(origin))
                .isPresent();
        return isFirst ? Optional.of(0) : Optional.empty();
    }

    /// The keys of all versions of the agreement.
    private CheckpointKeys keys(Channel channel) {
        return new CheckpointKeys(new DocumentFiles(state.registry(), channel.id()).agreements());
    }

    private List<Witnesses> witnesses(Channel channel) {
        return ShownTimes.witnesses(state.registry(), new DocumentFiles(state.registry(), channel.id()).agreements());
    }

    /// The signed object of one note, exactly as it was signed.
    public static Jws signedObject(Lookup stored, Origin origin, long index) throws IOException {
        Optional<Bytes> body = stored.get(Table.BODY, Keys.leaf(origin, index));
        if (body.isEmpty()) {
            throw new IOException("the content of that leaf is not here: it was erased or never opened");
        }
        return Stored.signed(body.get());
    }
}
