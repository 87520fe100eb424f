/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker: its thread, the queue of commands, start and stop. */
#include "ssc.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Commands run between two looks at the network: callers that hammer the queue must not starve the peers. */
enum { BATCH = 64, POLL_MS = 100 };

/* Numbers of the border: Event.java. */
enum { EV_COMMAND_FAILED = 0x0103 };

typedef struct item {
    struct item *next;
    void (*task)(void *arg); /* set: a task, the fields below are unused */
    void *task_arg;
    const ssc_op *op;
    int64_t id;
    ssc_writer *answer; /* set: somebody waits on done */
    sem_t *done;
    size_t len;
    uint8_t args[];
} item;

typedef struct {
    const uint8_t *config;
    size_t len;
    void *sink;
    ssc_writer *answer;
    sem_t ready;
    bool attached, ok;
} starter;

static pthread_mutex_t life = PTHREAD_MUTEX_INITIALIZER; /* start and stop, one at a time */
static pthread_rwlock_t gate = PTHREAD_RWLOCK_INITIALIZER; /* held for reading while pushing, for writing to close */
static bool commands_open, tasks_open;
static pthread_t worker;
static bool running;
static atomic_bool leave;
static _Thread_local bool is_worker;

static _Atomic(item *) pushed; /* newest first */
static item *backlog;          /* oldest first; the worker's own */

static int wake_fd[2] = {-1, -1};
static pj_ioqueue_key_t *wake_key;
static pj_ioqueue_op_key_t wake_op;
static char wake_buf[64];

bool ssc_on_worker(void)
{
    return is_worker;
}

static void wake(void)
{
    char b = 0;
    /* a full socket is a wake-up that is already on its way */
    while (send(wake_fd[1], &b, 1, MSG_DONTWAIT | MSG_NOSIGNAL) < 0 && errno == EINTR)
        ;
}

static void push(item *i)
{
    item *head = atomic_load_explicit(&pushed, memory_order_relaxed);
    do
        i->next = head;
    while (!atomic_compare_exchange_weak_explicit(&pushed, &head, i, memory_order_release, memory_order_relaxed));
    if (!head)
        wake();
}

/* The index from op numbers is made once, before any other thread can be here. */
static const ssc_op *op_index[16][256];

static const ssc_op *find_op(int op)
{
    return op >= 0 && op < 0x1000 ? op_index[op >> 8][op & 0xff] : NULL;
}

__attribute__((constructor)) static void index_ops(void)
{
    for (const ssc_part *const *part = ssc_parts; *part; part++)
        for (const ssc_op *op = (*part)->ops; op && op->op; op++)
            op_index[op->op >> 8 & 15][op->op & 0xff] = op;
}

static pj_status_t enqueue(int op, int64_t id, const uint8_t *args, size_t len, ssc_writer *answer, sem_t *done)
{
    const ssc_op *found = find_op(op);
    if (!found || !ssc_fields_match(found->args, args, len))
        return PJ_EINVAL;
    item *i = malloc(sizeof *i + len);
    if (!i)
        return PJ_ENOMEM;
    *i = (item){.op = found, .id = id, .answer = answer, .done = done, .len = len};
    if (len)
        memcpy(i->args, args, len);
    pthread_rwlock_rdlock(&gate);
    bool open = commands_open;
    if (open)
        push(i);
    pthread_rwlock_unlock(&gate);
    if (!open)
        free(i);
    return open ? PJ_SUCCESS : PJ_EINVALIDOP;
}

pj_status_t ssc_post(int op, int64_t id, const uint8_t *args, size_t len)
{
    return enqueue(op, id, args, len, NULL, NULL);
}

void ssc_call(int op, int64_t id, const uint8_t *args, size_t len, ssc_writer *answer)
{
    sem_t done;
    sem_init(&done, 0, 0);
    pj_status_t status = is_worker ? PJ_EINVALIDOP : enqueue(op, id, args, len, answer, &done);
    if (status == PJ_SUCCESS) {
        while (sem_wait(&done) < 0 && errno == EINTR)
            ;
    } else {
        ssc_write_int(answer, status);
    }
    sem_destroy(&done);
}

bool ssc_post_task(void (*fn)(void *arg), void *arg)
{
    item *i = calloc(1, sizeof *i);
    if (!i)
        return false;
    i->task = fn;
    i->task_arg = arg;
    pthread_rwlock_rdlock(&gate);
    bool open = tasks_open;
    if (open)
        push(i);
    pthread_rwlock_unlock(&gate);
    if (!open)
        free(i);
    return open;
}

static void report_failure(const item *i, pj_status_t status)
{
    char text[PJ_ERR_MSG_SIZE];
    ssc_writer w = {0};
    ssc_describe(status, text, sizeof text);
    ssc_write_int(&w, i->op->op);
    ssc_write_text(&w, text);
    ssc_emit(&w, i->id, EV_COMMAND_FAILED, status);
}

static void run_command(item *i, pj_pool_t *pool)
{
    ssc_writer fields = {0};
    ssc_command c = {i->id, {i->args, i->args + i->len, false}, pool, &fields};
    pj_status_t status = i->op->run(&c);
    if (status == PJ_SUCCESS && fields.failed)
        status = PJ_ENOMEM;
    if (i->answer) {
        ssc_write_int(i->answer, status);
        if (status == PJ_SUCCESS)
            ssc_write_raw(i->answer, fields.data, fields.len);
    } else if (status != PJ_SUCCESS) {
        report_failure(i, status);
    }
    ssc_write_free(&fields);
}

static void run_item(item *i, pj_pool_t *pool)
{
    if (i->task) {
        i->task(i->task_arg);
    } else {
        run_command(i, pool);
        pj_pool_reset(pool);
        if (i->done)
            sem_post(i->done); /* the caller's stack may be gone from here on */
    }
    free(i);
}

static void take_pushed(void)
{
    item *i = atomic_exchange_explicit(&pushed, NULL, memory_order_acquire), *ordered = NULL, **tail = &backlog;
    while (i) {
        item *next = i->next;
        i->next = ordered;
        ordered = i;
        i = next;
    }
    while (*tail)
        tail = &(*tail)->next;
    *tail = ordered;
}

/* Runs up to max items; false when there is nothing left. */
static bool drain(pj_pool_t *pool, int max)
{
    if (!backlog)
        take_pushed();
    while (backlog && max-- > 0) {
        item *i = backlog;
        backlog = i->next;
        run_item(i, pool);
        if (!backlog)
            take_pushed();
    }
    return backlog != NULL;
}

static void on_wake(pj_ioqueue_key_t *key, pj_ioqueue_op_key_t *op, pj_ssize_t n)
{
    pj_ssize_t len = sizeof wake_buf;
    /* what else has come wakes again: to look for it each time would cost more */
    pj_ioqueue_recv(key, op, wake_buf, &len, PJ_IOQUEUE_ALWAYS_ASYNC);
}

static pj_status_t wake_up(void)
{
    pj_ioqueue_callback cb = {.on_read_complete = on_wake};
    pj_status_t status = pj_ioqueue_register_sock(ssc_pool, pjsip_endpt_get_ioqueue(ssc_endpt), wake_fd[0], NULL, &cb,
                                                  &wake_key);
    if (status == PJ_SUCCESS) {
        pj_ioqueue_op_key_init(&wake_op, sizeof wake_op);
        on_wake(wake_key, &wake_op, 0);
    }
    return status;
}

static void open_gates(bool commands, bool tasks)
{
    pthread_rwlock_wrlock(&gate);
    commands_open = commands;
    tasks_open = tasks;
    pthread_rwlock_unlock(&gate);
}

static void start_answer(ssc_writer *w, pj_status_t status, const pj_str_t *what)
{
    char text[PJ_ERR_MSG_SIZE] = "";
    if (status != PJ_SUCCESS)
        ssc_describe(status, text, sizeof text);
    ssc_write_int(w, status);
    ssc_write_str(w, status == PJ_SUCCESS ? NULL : what);
    ssc_write_text(w, text);
    for (int i = 0; i < 3; i++)
        ssc_write_int(w, status == PJ_SUCCESS ? ssc_transport_port(i) : -1);
}

static pj_status_t bring_up(starter *s)
{
    ssc_reader config = {s->config, s->config + s->len, false};
    pj_str_t what = {NULL, 0};
    pj_status_t status = ssc_engine_up(&config, &what);
    if (status == PJ_SUCCESS && (status = wake_up()) != PJ_SUCCESS)
        what = pj_str("wake-up socket");
    start_answer(s->answer, status, &what);
    return status;
}

static void serve(pj_pool_t *pool)
{
    bool more = false;
    while (!atomic_load_explicit(&leave, memory_order_acquire)) {
        pj_time_val timeout = {0, more ? 0 : POLL_MS};
        pjsip_endpt_handle_events(ssc_endpt, &timeout);
        more = drain(pool, BATCH);
    }
}

/* Parts may still post tasks while they stop (a media thread's last words), so the gate for tasks closes after them. */
static void finish(pj_pool_t *pool)
{
    while (drain(pool, BATCH))
        ;
    ssc_parts_down();
    open_gates(false, false);
    while (drain(pool, BATCH))
        ;
    if (wake_key) {
        pj_ioqueue_unregister(wake_key);
        wake_key = NULL;
        wake_fd[0] = -1; /* closed with its key */
    }
    ssc_engine_down();
}

static void *worker_main(void *arg)
{
    starter *s = arg;
    pj_pool_t *pool = NULL;
    pthread_setname_np(pthread_self(), "sipsimple-pjsip");
    is_worker = true;
    if (!ssc_jni_attach(s->sink)) {
        pj_str_t what = pj_str("attaching the worker to the JVM");
        start_answer(s->answer, PJ_ENOMEM, &what);
        sem_post(&s->ready);
        return NULL;
    }
    s->attached = true;
    if ((s->ok = bring_up(s) == PJ_SUCCESS)) {
        pool = pj_pool_create(&ssc_cp.factory, "command", 4000, 4000, NULL);
        open_gates(true, true);
        sem_post(&s->ready); /* s is gone from here on */
        serve(pool);
        finish(pool);
    } else {
        finish(NULL);
        sem_post(&s->ready);
    }
    ssc_jni_detach();
    return NULL;
}

static void close_wake(void)
{
    for (int i = 0; i < 2; i++) {
        if (wake_fd[i] >= 0)
            close(wake_fd[i]);
        wake_fd[i] = -1;
    }
}

static pj_status_t launch(starter *s)
{
    if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, wake_fd))
        return PJ_RETURN_OS_ERROR(errno);
    atomic_store(&leave, false);
    int error = pthread_create(&worker, NULL, worker_main, s);
    if (error)
        return PJ_RETURN_OS_ERROR(error);
    while (sem_wait(&s->ready) < 0 && errno == EINTR)
        ;
    if (!s->ok)
        pthread_join(worker, NULL);
    return PJ_SUCCESS;
}

bool ssc_start(const uint8_t *config, size_t len, void *sink, ssc_writer *answer)
{
    starter s = {config, len, sink, answer, .ok = false};
    pj_str_t what = pj_str("worker");
    pj_status_t refused = is_worker ? PJ_EINVALIDOP : PJ_SUCCESS;
    if (refused == PJ_SUCCESS && !ssc_fields_match(SSC_CONFIG_LAYOUT, config, len)) {
        refused = PJ_EINVAL;
        what = pj_str("config");
    }
    if (refused != PJ_SUCCESS) {
        start_answer(answer, refused, &what);
        return false;
    }
    pthread_mutex_lock(&life);
    if (running) {
        refused = PJ_EEXISTS;
    } else {
        sem_init(&s.ready, 0, 0);
        refused = launch(&s);
        sem_destroy(&s.ready);
        running = s.ok;
        if (!running)
            close_wake();
    }
    if (refused != PJ_SUCCESS)
        start_answer(answer, refused, &what);
    pthread_mutex_unlock(&life);
    return s.attached;
}

pj_status_t ssc_stop(void)
{
    if (is_worker)
        return PJ_EINVALIDOP;
    pthread_mutex_lock(&life);
    pj_status_t status = running ? PJ_SUCCESS : PJ_EINVALIDOP;
    if (running) {
        open_gates(false, true);
        atomic_store_explicit(&leave, true, memory_order_release);
        wake();
        pthread_join(worker, NULL);
        close_wake();
        running = false;
    }
    pthread_mutex_unlock(&life);
    return status;
}
