package org.hindsight.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.hindsight.platform.problem.Causes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts the power: of a file only what was synced is left. */
@Tag("plain")
class SyncedFilesTest {

    private static final int ROWS = 200;

    @TempDir
    Path folder;

    @BeforeAll
    static void register() {
        SyncedFiles.register();
        FilePath.register(new Disk());
    }

    @Test
    void keepEveryCommitWhenThePowerIsCut() throws SQLException, IOException {
        assertEquals(ROWS, rowsLeftAfterAPowerCut("synced:disk:"));
    }

    @Test
    void areWhatKeepsThem() throws SQLException, IOException {
        assertNotEquals(ROWS, rowsLeftAfterAPowerCut("disk:"));
    }

    @Test
    void areOnlyReadWhileTheDiskIsFull() throws SQLException, IOException {
        String file = "synced:" + folder.resolve("hindsight");
        try (Connection database = connect(file)) {
            execute(database, "create table entry (no int primary key)");
        }
        DiskSpace.below(folder).ranOut();
        try (Connection database = connect(file)) {
            assertTrue(database.isReadOnly());
            execute(database, "select count(*) from entry");
            SQLException refused =
                    assertThrows(SQLException.class, () -> execute(database, "insert into entry values (1)"));
            assertTrue(Causes.diskFull(refused));
            execute(database, "select count(*) from entry");
        }
        DiskSpace.below(folder).look();
        try (Connection database = connect(file)) {
            execute(database, "insert into entry values (1)");
        }
    }

    /** What H2 does to itself when a write fails. */
    @Test
    void canBeOpenedAgainWhileThereAreConnectionsToTheDatabaseThatWasClosed() throws SQLException {
        String file = "synced:" + folder.resolve("hindsight");
        Connection first = connect(file);
        Connection second = connect(file);
        execute(first, "create table entry (no int primary key)");
        execute(first, "shutdown immediately");
        try (Connection again = connect(file)) {
            execute(again, "insert into entry values (1)");
            SQLException dead = assertThrows(SQLException.class, () -> execute(second, "select 1"));
            assertTrue(Causes.databaseAway(dead));
            second.close();
            first.close();
            try (Connection other = connect(file)) {
                execute(other, "insert into entry values (2)");
            }
            execute(again, "insert into entry values (3)");
        }
        assertEquals(3, rowsIn(folder.resolve("hindsight")));
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private int rowsLeftAfterAPowerCut(String scheme) throws SQLException, IOException {
        try (Connection database = connect(scheme + folder.resolve("hindsight"));
                Statement statement = database.createStatement()) {
            statement.execute("create table entry (no int primary key)");
            for (int no = 0; no < ROWS; no++) {
                statement.execute("insert into entry values (" + no + ")");
            }
            Path left = Files.createDirectory(folder.resolve("left"));
            Path disk = Disk.imageOf(folder.resolve("hindsight.mv.db").toString());
            if (Files.exists(disk)) {
                Files.move(disk, left.resolve("hindsight.mv.db"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return rowsIn(folder.resolve("left/hindsight"));
    }

    private static int rowsIn(Path file) {
        try (Connection database = connect(file.toString());
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from entry")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            return 0; // not even the table was left
        }
    }

    private static Connection connect(String file) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:" + file + ";WRITE_DELAY=0");
    }

    /** A disk beside each file, onto which a sync copies it. Public, for H2 creates it. */
    public static final class Disk extends FilePathWrapper {

        static Path imageOf(String file) {
            return Path.of(file + ".disk");
        }

        @Override
        public String getScheme() {
            return "disk";
        }

        @Override
        public boolean isAbsolute() {
            return true;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new Channel(super.open(mode), getBase().toString());
        }

        private static final class Channel extends FileBaseDefault {

            private final FileChannel base;
            private final String file;

            Channel(FileChannel base, String file) {
                this.base = base;
                this.file = file;
            }

            @Override
            public void force(boolean metaData) throws IOException {
                Files.copy(Path.of(file), imageOf(file), StandardCopyOption.REPLACE_EXISTING);
            }

            @Override
            public synchronized int write(ByteBuffer source, long position) throws IOException {
                return base.write(source, position);
            }

            @Override
            public synchronized int read(ByteBuffer target, long position) throws IOException {
                return base.read(target, position);
            }

            @Override
            protected void implTruncate(long size) throws IOException {
                base.truncate(size);
            }

            @Override
            public long size() throws IOException {
                return base.size();
            }

            @Override
            public FileLock tryLock(long position, long size, boolean shared) throws IOException {
                return base.tryLock(position, size, shared);
            }

            @Override
            protected void implCloseChannel() throws IOException {
                base.close();
            }
        }
    }
}
