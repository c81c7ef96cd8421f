package firebreak.twin;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static firebreak.engine.Federation.C;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.engine.Federation;
import firebreak.engine.TestNode;
import firebreak.export.FileTarget;
import firebreak.export.Progress;
import firebreak.export.RecordExport;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Exports of real engines that have talked.
final class Exports {
    private Exports() {}

    /// Each by what it shows.
    static SortedMap<String, Map<String, Bytes>> all() throws IOException {
        SortedMap<String, Map<String, Bytes>> all = new TreeMap<>();
        Federation plain = new Federation(101, A, B);
        talk(plain);
        all.put("plain", export(plain, A, false));
        all.put("with envelopes", export(plain, B, true));

        Federation three = new Federation(102, A, B, C);
        talk(three);
        three.publishAgain(B);
        three.say(B, C);
        three.node(C).restore();
        three.say(C, B);
        all.put("a member was restored", export(three, A, false));
        all.put("restored itself", export(three, C, true));

        Federation forked = new Federation(103, A, B, C);
        LeafRef note = forked.say(B, A);
        forked.fork(note);
        forked.only(B, C);
        forked.say(B, C);
        forked.say(C, B);
        all.put("a member forked its record", export(forked, C, false));

        Federation irregular = new Federation(104, A, B, C);
        irregular.say(A, B);
        irregular.misstate(B, C, A);
        all.put("a member was irregular", export(irregular, C, false));
        all.put("irregular itself", export(irregular, B, false));
        all.put("made by hand", Story.tell(Made.Hand.HONEST, Story.Kind.CHARTERED).files);
        all.put("with tiles of two levels", Story.tell(Made.Hand.HONEST, Story.Kind.CHARTERED, 600).files);
        all.put("a back channel", Story.tell(Made.Hand.HONEST, Story.Kind.BACK).files);
        all.put("two charters", Story.tell(Made.Hand.HONEST, Story.Kind.BACK_OF_TWO_CHARTERS).files);
        return all;
    }

    private static void talk(Federation line) {
        LeafRef first = line.say(A, B);
        line.node(B).receipt(Receipt.Kind.READ, first);
        line.node(B).receipt(Receipt.Kind.ACKNOWLEDGED, first);
        line.answer(B, Federation.REPLY, first, A);
    }

    private static Map<String, Bytes> export(Federation line, PartyCode party, boolean envelopes) throws IOException {
        SortedMap<String, Bytes> files = new TreeMap<>();
        FileTarget target = files::put;
        TestNode node = line.node(party);
        new RecordExport(node.state, node.stored(), Federation.FORMS, envelopes)
                .write(node.channel(), target, Progress.NONE);
        return files;
    }
}
