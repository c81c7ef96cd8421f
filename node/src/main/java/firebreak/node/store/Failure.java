package firebreak.node.store;

import firebreak.engine.StoreException;
import firebreak.engine.StoreException.Outcome;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What a failure of SQLite means to the caller, and the words for it.
final class Failure {
    private Failure() {}

    /// Before COMMIT was tried nothing can have been changed.
    static StoreException before(Path file, SQLException cause) {
        return new StoreException(Outcome.UNCHANGED, message(file, cause) + "; nothing was changed", cause);
    }

    /// COMMIT itself failed. When SQLite could not get room or the lock it wrote no commit mark. After anything else,
    /// a failed fsync above all, the mark may be on the disk although it was reported as failed.
    static StoreException atCommit(Path file, SQLException cause) {
        return switch (code(cause)) {
            case SQLITE_FULL, SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_BUSY_TIMEOUT, SQLITE_LOCKED ->
                before(file, cause);
            default -> unknown(file, cause);
        };
    }

    private static StoreException unknown(Path file, SQLException cause) {
        String message = message(file, cause) + "; whether the last commit is there is known after reopening the store";
        return new StoreException(Outcome.UNKNOWN, message, cause);
    }

    static boolean isDamage(SQLException cause) {
        return switch (code(cause)) {
            case SQLITE_CORRUPT, SQLITE_CORRUPT_INDEX, SQLITE_CORRUPT_VTAB, SQLITE_CORRUPT_SEQUENCE, SQLITE_NOTADB ->
                true;
            default -> false;
        };
    }

    private static String message(Path file, SQLException cause) {
        SQLiteErrorCode code = code(cause);
        return switch (code) {
            case SQLITE_FULL -> "no room left for " + file + ": free space on its disk or raise its limit";
            case SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_BUSY_TIMEOUT, SQLITE_BUSY_RECOVERY, SQLITE_LOCKED ->
                "another program holds " + file + " locked: close it";
            case SQLITE_READONLY, SQLITE_READONLY_DIRECTORY, SQLITE_READONLY_DBMOVED, SQLITE_PERM, SQLITE_CANTOPEN ->
                file + " cannot be written or has been moved away (" + code.name()
                        + "): see its folder and permissions";
            case SQLITE_NOTADB -> file + " is not a database, or its first page is damaged";
            case SQLITE_CORRUPT, SQLITE_CORRUPT_INDEX -> file + " is damaged: check the disk, then the store";
            default -> "the disk under " + file + " fails (" + code.name() + "): check it";
        };
    }

    private static SQLiteErrorCode code(SQLException cause) {
        return cause instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
