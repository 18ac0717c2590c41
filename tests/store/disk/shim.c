/* A disk with a memory, laid under a child process of the tests (LD_PRELOAD).
 *
 * It looks only at files below $DISK_ROOT. Depending on the environment it
 *   DISK_LOG=FILE  writes down every change in order: data, cuts, names and syncs;
 *   DISK_ACK=FD    writes down, in the same order, what the child tells the outside on FD;
 *   DISK_ROOM=N    has room for N more bytes, then says ENOSPC;
 *   DISK_CLOSED=1  lets nothing be written: EACCES.
 * A record: one letter, then path and second path (u16 length and bytes), offset (u64),
 * length (u32) and as many bytes. tests/store/disk/replay.py reads it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096
static char *names[FDS]; /* absolute path of each open file below the root */
static const char *root;
static int log_fd = -1, ack_fd = -1, closed_disk;
static long long room = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void) {
    root = getenv("DISK_ROOT");
    const char *log = getenv("DISK_LOG"), *ack = getenv("DISK_ACK"), *bytes = getenv("DISK_ROOM");
    if (log) log_fd = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (ack) ack_fd = atoi(ack);
    if (bytes) room = atoll(bytes);
    closed_disk = getenv("DISK_CLOSED") != NULL;
}

static int below(const char *path) { return root && !strncmp(path, root, strlen(root)); }

static const char *whole(int dir, const char *path, char *out) {
    if (path[0] == '/' || dir != AT_FDCWD) return path;
    char here[PATH_MAX / 2];
    if (!getcwd(here, sizeof here)) return path;
    snprintf(out, PATH_MAX, "%s/%s", here, path);
    return out;
}

static void put(const void *bytes, size_t n) {
    if (REAL(write)(log_fd, bytes, n) != (ssize_t)n) abort();
}

static void note(char kind, const char *path, const char *second, uint64_t at, const void *data,
                 uint32_t n) {
    if (log_fd < 0) return;
    pthread_mutex_lock(&lock);
    uint16_t a = strlen(path), b = strlen(second);
    put(&kind, 1), put(&a, 2), put(path, a), put(&b, 2), put(second, b);
    put(&at, 8), put(&n, 4);
    if (data) put(data, n);
    pthread_mutex_unlock(&lock);
}

static const char *name_of(int fd) { return fd >= 0 && fd < FDS ? names[fd] : NULL; }

static int refused(int fd, size_t n) { /* whether a write must fail; sets errno */
    if (closed_disk) return errno = EACCES, 1;
    (void)fd;
    if (room < 0) return 0;
    if ((long long)n > room) return errno = ENOSPC, 1;
    room -= n;
    return 0;
}

static int opened(int dir, const char *path, int flags, mode_t mode) {
    char buffer[PATH_MAX];
    const char *full = whole(dir, path, buffer);
    if (!below(full)) return REAL(openat)(dir, path, flags, mode);
    int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC));
    if (closed_disk && writes) return errno = EACCES, -1;
    struct stat before;
    int there = REAL(fstatat)(AT_FDCWD, full, &before, 0) == 0;
    int fd = REAL(openat)(dir, path, flags, mode);
    if (fd < 0 || fd >= FDS) return fd;
    free(names[fd]);
    names[fd] = strdup(full);
    if (!there) note('C', full, "", 0, NULL, 0);
    if (there && (flags & O_TRUNC)) note('T', full, "", 0, NULL, 0);
    return fd;
}

#define MODE(flags)                                                                              \
    mode_t mode = 0;                                                                             \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                       \
        va_list more;                                                                            \
        va_start(more, flags);                                                                   \
        mode = va_arg(more, mode_t);                                                             \
        va_end(more);                                                                            \
    }
int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE(flags) return opened(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE(flags) return opened(dir, path, flags, mode); }

int close(int fd) {
    if (name_of(fd)) free(names[fd]), names[fd] = NULL;
    return REAL(close)(fd);
}

ssize_t write(int fd, const void *data, size_t n) {
    const char *path = name_of(fd);
    if (fd == ack_fd) note('A', "", "", 0, data, n);
    if (!path) return REAL(write)(fd, data, n);
    if (refused(fd, n)) return -1;
    off_t at = REAL(lseek)(fd, 0, SEEK_CUR);
    ssize_t done = REAL(write)(fd, data, n);
    if (done > 0) note('W', path, "", at, data, done);
    return done;
}

static ssize_t put_at(int fd, const void *data, size_t n, off_t at) {
    const char *path = name_of(fd);
    if (path && refused(fd, n)) return -1;
    ssize_t done = REAL(pwrite)(fd, data, n, at);
    if (path && done > 0) note('W', path, "", at, data, done);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) { return put_at(fd, data, n, at); }
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at) { return put_at(fd, data, n, at); }

static int cut(int fd, off_t size) {
    const char *path = name_of(fd);
    if (path && closed_disk) return errno = EACCES, -1;
    int done = REAL(ftruncate)(fd, size);
    if (path && !done) note('T', path, "", size, NULL, 0);
    return done;
}
int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }

static int synced(int fd, int done) {
    if (name_of(fd) && !done) note('S', name_of(fd), "", 0, NULL, 0);
    return done;
}
int fsync(int fd) { return synced(fd, REAL(fsync)(fd)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)(fd)); }

static int unlinked(int dir, const char *path, int flags) {
    char buffer[PATH_MAX];
    const char *full = whole(dir, path, buffer);
    if (below(full) && closed_disk) return errno = EACCES, -1;
    int done = REAL(unlinkat)(dir, path, flags);
    if (below(full) && !done && !flags) note('U', full, "", 0, NULL, 0);
    return done;
}
int unlink(const char *path) { return unlinked(AT_FDCWD, path, 0); }
int unlinkat(int dir, const char *path, int flags) { return unlinked(dir, path, flags); }

static int renamed(int from_dir, const char *from, int to_dir, const char *to) {
    char a[PATH_MAX], b[PATH_MAX];
    const char *old = whole(from_dir, from, a), *fresh = whole(to_dir, to, b);
    if (below(fresh) && closed_disk) return errno = EACCES, -1;
    int done = REAL(renameat)(from_dir, from, to_dir, to);
    if (below(fresh) && !done) note('R', old, fresh, 0, NULL, 0);
    return done;
}
int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int fd, const char *from, int td, const char *to) { return renamed(fd, from, td, to); }

int mkdir(const char *path, mode_t mode) {
    char buffer[PATH_MAX];
    const char *full = whole(AT_FDCWD, path, buffer);
    if (below(full) && closed_disk) return errno = EACCES, -1;
    int done = REAL(mkdir)(path, mode);
    if (below(full) && !done) note('M', full, "", 0, NULL, 0);
    return done;
}

/* The fast ways to copy and to reserve would pass by the memory: they are not offered. */
int posix_fallocate(int fd, off_t a, off_t n) { return (void)fd, (void)a, (void)n, EOPNOTSUPP; }
int posix_fallocate64(int fd, off64_t a, off64_t n) { return (void)fd, (void)a, (void)n, EOPNOTSUPP; }
int fallocate(int fd, int m, off_t a, off_t n) { return (void)fd, (void)m, (void)a, (void)n, errno = EOPNOTSUPP, -1; }
int fallocate64(int fd, int m, off64_t a, off64_t n) { return (void)fd, (void)m, (void)a, (void)n, errno = EOPNOTSUPP, -1; }
ssize_t sendfile(int a, int b, off_t *c, size_t n) { return (void)a, (void)b, (void)c, (void)n, errno = EINVAL, -1; }
ssize_t sendfile64(int a, int b, off64_t *c, size_t n) { return (void)a, (void)b, (void)c, (void)n, errno = EINVAL, -1; }
ssize_t copy_file_range(int a, off64_t *b, int c, off64_t *d, size_t n, unsigned f) { return (void)a, (void)b, (void)c, (void)d, (void)n, (void)f, errno = ENOSYS, -1; }
