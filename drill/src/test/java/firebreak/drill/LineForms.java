package firebreak.drill;

import firebreak.node.home.FormPack;
import firebreak.note.Forms;

/// The forms that every node knows.
public final class LineForms {
    public static final Forms ALL = Forms.of(FormPack.builtIn().forms());

    private LineForms() {}
}
