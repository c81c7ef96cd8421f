package firebreak.node.export;

import firebreak.charter.Agreement;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.engine.State;
import firebreak.engine.StateRows;
import firebreak.engine.StoreView;
import firebreak.export.Progress;
import firebreak.export.RecordExport;
import firebreak.identity.Jws;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import firebreak.node.store.StoreSnapshot;
import firebreak.note.Forms;
import firebreak.projection.NoteRow;
import firebreak.projection.Notes;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/// The records of one home as they are at this moment, whether or not its node runs.
public final class HomeRecords implements AutoCloseable {
    private final StoreSnapshot store;
    private final State state;
    private final Forms forms;

    private HomeRecords(StoreSnapshot store, State state, Forms forms) {
        this.store = store;
        this.state = state;
        this.forms = forms;
    }

    /// @param storeKey from the node's keys, stays the caller's
    public static HomeRecords open(Home home, Secret storeKey, RandomGenerator random)
            throws IOException, FormatException {
        Forms forms = home.forms();
        StoreSnapshot store = StoreSnapshot.open(home.folder(), storeKey, random);
        try {
            return new HomeRecords(store, StateRows.load(store), forms);
        } catch (FormatException | RuntimeException damaged) {
            store.close();
            throw damaged;
        }
    }

    public State state() {
        return state;
    }

    public StoreView store() {
        return store;
    }

    public List<Channel> channels() {
        return List.copyOf(state.channels().values());
    }

    public Agreement agreement(Channel channel) {
        return state.agreement(channel);
    }

    /// The channels that go by this name: their label, or the beginning of their hash, at least eight digits.
    public List<Channel> channelsNamed(String name) {
        return state.channels().values().stream()
                .filter(channel -> agreement(channel).label().equals(name)
                        || (name.length() >= 8 && channel.id().hash().hex().startsWith(name)))
                .toList();
    }

    /// @param envelopes whether the sealed envelopes go along
    public RecordExport.Result export(Channel channel, ExportFolder to, boolean envelopes, Progress progress)
            throws IOException {
        return new RecordExport(state, store, forms, envelopes).write(channel, to, progress);
    }

    /// The notes that bear a reference: more than one leaf for a joint note, or where authors repeat a reference.
    public List<NoteRow> notes(String reference) {
        return new Notes(store).withReference(reference);
    }

    /// The signed object of a note, exactly as its posts signed it.
    public Jws signedObject(NoteRow note) throws IOException {
        return RecordExport.signedObject(
                store, note.leaf().origin(), note.leaf().index());
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
