package firebreak.export;

import static firebreak.engine.Federation.A;
import static firebreak.engine.Federation.B;
import static firebreak.engine.Federation.C;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Federation;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.TestNode;
import firebreak.identity.Jws;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import firebreak.record.IndexRanges;
import firebreak.record.Tiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExportTest {
    /// A, B and C have talked; B has put a second manifest in force; C was restored from a copy.
    private static final Federation LINE = new Federation(1, A, B, C);

    private static final MemoryFiles EXPORT = new MemoryFiles();

    @BeforeAll
    static void talk() throws IOException {
        LeafRef first = LINE.say(A, B);
        LINE.node(B).receipt(Receipt.Kind.READ, first);
        LINE.node(B).receipt(Receipt.Kind.ACKNOWLEDGED, first);
        LINE.answer(B, Federation.REPLY, first, A);
        LINE.publishAgain(B);
        LINE.say(B, C);
        LINE.node(C).restore();
        LINE.say(C, B);
        export(LINE, C, EXPORT, true);
    }

    static RecordExport.Result export(Federation line, PartyCode party, MemoryFiles to, boolean envelopes)
            throws IOException {
        TestNode node = line.node(party);
        return new RecordExport(node.state, node.stored(), Federation.FORMS, envelopes)
                .write(node.channel(), to, Progress.NONE);
    }

    static Verification check(FileSource files, Optional<Hash> fingerprint) {
        try {
            return ExportCheck.run(files, fingerprint, Progress.NONE, Listener.NOBODY);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Verification check(FileSource files) {
        return check(files, Optional.of(LINE.charter().hash()));
    }

    @Test
    void an_export_verifies_under_its_charter_with_every_leaf_in_full() {
        Verification verification = check(EXPORT);
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.originEstablished()).isTrue();
        assertThat(verification.unchecked()).isZero();
        assertThat(verification.records())
                .allSatisfy(record -> {
                    assertThat(record.verified()).isTrue();
                    assertThat(record.full()).isEqualTo(record.size());
                })
                .extracting(Verification.CheckedRecord::path)
                .containsExactly("", "earlier/0/", "mirror/AA/", "mirror/BB/");
    }

    @Test
    void without_the_fingerprint_it_is_consistent_with_itself_only() {
        Verification verification = check(EXPORT, Optional.empty());
        assertThat(verification.sound()).isTrue();
        assertThat(verification.originEstablished()).isFalse();
        assertThat(verification.verdict()).isEqualTo("consistent with itself, origin not established");
    }

    @Test
    void another_fingerprint_is_a_fault_of_the_charter() {
        Verification verification = check(EXPORT, Optional.of(Hash.of(Bytes.EMPTY)));
        assertThat(verification.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.file()).isEqualTo("charter/0001.json"));
    }

    @Test
    void a_changed_byte_is_found_in_any_file_and_located() {
        for (String path : EXPORT.paths()) {
            Bytes content = EXPORT.get(path);
            Random random = new Random(path.hashCode());
            for (int at : places(content.size(), random)) {
                byte[] changed = content.toArray();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                blames(path, EXPORT.with(path, Bytes.wrap(changed)), path + " byte " + at);
            }
        }
    }

    private static List<Integer> places(int size, Random random) {
        List<Integer> places = new ArrayList<>(List.of(0, size - 1));
        for (int i = 0; i < 3; i++) {
            places.add(random.nextInt(size));
        }
        return places;
    }

    private static void blames(String path, MemoryFiles damaged, String what) {
        assertThat(check(damaged).faults())
                .as(what)
                .isNotEmpty()
                .allSatisfy(fault ->
                        assertThat(fault.file()).as("%s: %s", what, fault).isEqualTo(path));
    }

    @Test
    void a_missing_a_shortened_a_lengthened_and_an_added_file_are_found_and_located() {
        for (String path : EXPORT.paths()) {
            Bytes content = EXPORT.get(path);
            assertThat(check(EXPORT.without(path)).faults())
                    .as(path)
                    .isNotEmpty()
                    .anySatisfy(fault -> assertThat(fault.file()).isEqualTo(path));
            blames(path, EXPORT.with(path, content.slice(0, content.size() - 1)), path + " shortened");
            blames(path, EXPORT.with(path, content.plus(Bytes.ofUtf8("\n"))), path + " lengthened");
            blames(path + "x", EXPORT.with(path + "x", content), path + " added");
        }
    }

    @Test
    void a_changed_leaf_is_named_by_its_index() {
        String bundle = EXPORT.paths().stream()
                .filter(path -> path.startsWith("mirror/AA/tile/entries/"))
                .findFirst()
                .orElseThrow();
        byte[] changed = EXPORT.get(bundle).toArray();
        changed[2 * 67 + 10] ^= 1;
        assertThat(check(EXPORT.with(bundle, Bytes.wrap(changed))).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.leaf()).hasValue(2));
    }

    /// What a node stores, without some of it.
    private static StoreView without(TestNode node, BiPredicate<Table, String> hidden) {
        return new StoreView() {
            @Override
            public Optional<Bytes> get(Table table, String key) {
                return hidden.test(table, key) ? Optional.empty() : node.get(table, key);
            }

            @Override
            public List<Entry> range(Table table, String from, String to, int limit) {
                return node.stored().range(table, from, to, limit).stream()
                        .filter(row -> !hidden.test(table, row.key()))
                        .toList();
            }
        };
    }

    @Test
    void an_erased_body_leaves_a_sound_export_that_says_so() throws IOException {
        TestNode node = LINE.node(A);
        MemoryFiles files = new MemoryFiles();
        new RecordExport(
                        node.state,
                        without(
                                node,
                                (table, key) -> table == Table.BODY
                                        && key.equals(Keys.leaf(node.own().origin(), 1))),
                        Federation.FORMS,
                        false)
                .write(node.channel(), files, Progress.NONE);
        Verification verification = check(files);
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.own().orElseThrow().hashesOnly()).isEqualTo(1);
    }

    @Test
    void the_bodies_of_two_leaves_cannot_be_exchanged() {
        Bytes one = EXPORT.get("mirror/AA/body/1.json");
        Bytes other = EXPORT.get("mirror/AA/body/2.json");
        MemoryFiles exchanged = EXPORT.with("mirror/AA/body/1.json", other).with("mirror/AA/body/2.json", one);
        assertThat(check(exchanged).faults())
                .extracting(ExportFault::file)
                .containsExactly("mirror/AA/body/1.json", "mirror/AA/body/2.json");
    }

    @Test
    void an_index_that_lies_with_a_right_sum_is_still_found_out() throws Exception {
        ExportIndex index = ExportIndex.parse(EXPORT.get("export.json"));
        ExportIndex lying = new ExportIndex(
                index.mode(), index.charter(), index.channel(), index.label(), A, index.files(), index.records());
        assertThat(check(EXPORT.with("export.json", lying.bytes())).sound()).isFalse();
    }

    private static MemoryFiles listing(MemoryFiles files, SortedMap<String, Hash> hashes, List<RecordEntry> records)
            throws Exception {
        ExportIndex index = ExportIndex.parse(EXPORT.get("export.json"));
        ExportIndex other = new ExportIndex(
                index.mode(), index.charter(), index.channel(), index.label(), index.party(), hashes, records);
        return files.with("export.json", other.bytes());
    }

    /// As a symbolic link or a pipe in the place of a file.
    @Test
    void a_file_that_is_there_and_cannot_be_read_is_a_fault_of_its_own() {
        for (String path : EXPORT.paths()) {
            FileSource special = new FileSource() {
                @Override
                public SortedSet<String> paths() {
                    return EXPORT.paths();
                }

                @Override
                public Optional<Bytes> read(String asked, int maxBytes) {
                    return asked.equals(path) ? Optional.empty() : EXPORT.read(asked, maxBytes);
                }
            };
            assertThat(check(special).faults())
                    .as(path)
                    .anySatisfy(fault -> assertThat(fault.file()).isEqualTo(path));
        }
    }

    @Test
    void a_file_of_no_kind_is_a_fault_although_the_index_has_its_hash() throws Exception {
        ExportIndex index = ExportIndex.parse(EXPORT.get("export.json"));
        for (String path : List.of("body/99.json", "mirror/CC/checkpoint", "read-me.txt")) {
            SortedMap<String, Hash> hashes = new TreeMap<>(index.files());
            hashes.put(path, Hash.of(Bytes.EMPTY));
            blames(path, listing(EXPORT.with(path, Bytes.EMPTY), hashes, index.records()), path);
        }
    }

    @Test
    void records_that_together_list_more_leaves_than_there_are_files_are_not_gone_through() throws Exception {
        ExportIndex index = ExportIndex.parse(EXPORT.get("export.json"));
        long all = (long) EXPORT.paths().size() * Tiles.WIDTH;
        List<RecordEntry> large = new ArrayList<>();
        for (RecordEntry record : index.records()) {
            large.add(changed(record, record.generation(), all, record.bodies()));
        }
        assertThat(check(listing(EXPORT, index.files(), large)).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains("more leaves than there are files"));
    }

    /// Else the exporter could make every leaf of another member look irregular.
    @Test
    void a_generation_that_the_index_makes_up_is_the_exporters_fault() throws Exception {
        ExportIndex index = ExportIndex.parse(EXPORT.get("export.json"));
        for (boolean shown : List.of(true, false)) {
            MemoryFiles files = shown ? EXPORT : EXPORT.without("mirror/AA/body/0.json");
            List<RecordEntry> honest = new ArrayList<>();
            List<RecordEntry> lying = new ArrayList<>();
            for (RecordEntry record : index.records()) {
                boolean mirrored = record.path().prefix().equals("mirror/AA/");
                IndexRanges bodies = mirrored && !shown
                        ? IndexRanges.EMPTY.with(new IndexRanges.Range(1, record.size() - 1))
                        : record.bodies();
                honest.add(changed(record, record.generation(), record.size(), bodies));
                lying.add(changed(record, mirrored ? 7 : record.generation(), record.size(), bodies));
            }
            assertThat(check(listing(files, index.files(), honest)).sound()).isTrue();
            blames("export.json", listing(files, index.files(), lying), "shown: " + shown);
        }
    }

    private static RecordEntry changed(RecordEntry record, int generation, long size, IndexRanges bodies) {
        return new RecordEntry(
                record.path(),
                record.party(),
                record.origin(),
                generation,
                size,
                record.root(),
                bodies,
                record.envelopes());
    }

    @Test
    void a_record_without_a_checkpoint_gives_no_export() throws IOException {
        TestNode node = LINE.node(A);
        MemoryFiles files = new MemoryFiles();
        RecordExport.Result result = new RecordExport(
                        node.state, without(node, (table, key) -> table == Table.CHECKPOINT), Federation.FORMS, false)
                .write(node.channel(), files, Progress.NONE);
        assertThat(result).isInstanceOf(RecordExport.Result.NothingYet.class);
        assertThat(files.files).isEmpty();
    }

    @Test
    void a_note_is_given_as_the_exact_object_that_was_signed() throws IOException {
        TestNode node = LINE.node(A);
        Jws note = RecordExport.signedObject(node::get, node.own().origin(), 1);
        assertThat(note.lines()).hasSize(2);
    }
}
