/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only file that knows JNI: natives of PjsipBorder, and the one upcall. */
#include "ssc_media.h"

#include <jni.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static JavaVM *vm;
static jclass border;
static jmethodID on_event;

/* The worker's own. */
static JNIEnv *worker_env;
static jobject worker_sink;
static atomic_ulong lost;

unsigned long ssc_events_lost(void)
{
    return atomic_load(&lost);
}

bool ssc_jni_attach(void *sink)
{
    JavaVMAttachArgs args = {JNI_VERSION_1_8, (char *)"sipsimple-pjsip", NULL};
    worker_sink = sink;
    return (*vm)->AttachCurrentThreadAsDaemon(vm, (void **)&worker_env, &args) == JNI_OK;
}

void ssc_jni_detach(void)
{
    (*worker_env)->DeleteGlobalRef(worker_env, worker_sink);
    worker_env = NULL;
    worker_sink = NULL;
    (*vm)->DetachCurrentThread(vm);
}

static bool clear_exception(JNIEnv *env)
{
    if (!(*env)->ExceptionCheck(env))
        return false;
    (*env)->ExceptionDescribe(env);
    (*env)->ExceptionClear(env);
    return true;
}

static jbyteArray to_java(JNIEnv *env, const ssc_writer *w)
{
    jbyteArray a = w->failed ? NULL : (*env)->NewByteArray(env, (jsize)w->len);
    if (a)
        (*env)->SetByteArrayRegion(env, a, 0, (jsize)w->len, (const jbyte *)w->data);
    return a;
}

void ssc_emit(ssc_writer *w, int64_t id, int type, int code)
{
    JNIEnv *env = worker_env;
    jbyteArray payload = NULL;
    bool ok = w->len == 0 && !w->failed;
    if (w->len) {
        payload = to_java(env, w);
        ok = payload != NULL;
    }
    if (ok)
        (*env)->CallStaticVoidMethod(env, border, on_event, worker_sink, (jlong)id, (jint)type, (jint)code, payload);
    /* onEvent catches what the sink throws; what is left is a JVM out of memory, and that event is lost */
    if (clear_exception(env) || !ok)
        atomic_fetch_add(&lost, 1);
    if (payload)
        (*env)->DeleteLocalRef(env, payload); /* the worker never returns to Java, which would free it */
    ssc_write_free(w);
}

/* ---- memory shared with Java ---- */

typedef struct shared {
    struct shared *next;
    int64_t token;
    jobject buffer; /* a global reference: the memory stays while somebody holds it */
    void *memory;
    size_t size;
    int holders; /* Java until nativeUnshare(), and ports */
} shared;

static pthread_mutex_t shares_lock = PTHREAD_MUTEX_INITIALIZER;
static shared *shares;
static int64_t last_token;

static shared *find_share(int64_t token)
{
    shared *s = shares;
    while (s && s->token != token)
        s = s->next;
    return s;
}

void *ssc_shared_take(int64_t token, void **memory, size_t *size)
{
    pthread_mutex_lock(&shares_lock);
    shared *s = find_share(token);
    if (s) {
        s->holders++;
        *memory = s->memory;
        *size = s->size;
    }
    pthread_mutex_unlock(&shares_lock);
    return s;
}

static void release_share(JNIEnv *env, shared *s)
{
    pthread_mutex_lock(&shares_lock);
    bool last = --s->holders == 0;
    if (last) {
        shared **at = &shares;
        while (*at != s)
            at = &(*at)->next;
        *at = s->next;
    }
    pthread_mutex_unlock(&shares_lock);
    if (last) {
        (*env)->DeleteGlobalRef(env, s->buffer);
        free(s);
    }
}

/* On the worker. */
void ssc_shared_release(void *share)
{
    release_share(worker_env, share);
}

typedef struct {
    jbyteArray array;
    jbyte *data;
    size_t len;
    jbyte small[512]; /* what most commands fit in: the JVM would allocate as much for each */
} java_bytes;

/* false with an exception pending when the JVM has no memory; a null array is an empty one. */
static bool borrow(JNIEnv *env, jbyteArray array, java_bytes *b)
{
    b->array = array;
    b->data = NULL;
    b->len = array ? (size_t)(*env)->GetArrayLength(env, array) : 0;
    if (b->len && b->len <= sizeof b->small) {
        (*env)->GetByteArrayRegion(env, array, 0, (jsize)b->len, b->small);
        b->data = b->small;
    } else if (b->len) {
        b->data = (*env)->GetByteArrayElements(env, array, NULL);
    }
    return !b->len || b->data;
}

static void give_back(JNIEnv *env, java_bytes *b)
{
    if (b->data && b->data != b->small)
        (*env)->ReleaseByteArrayElements(env, b->array, b->data, JNI_ABORT);
}

static jbyteArray answer_to_java(JNIEnv *env, ssc_writer *w)
{
    if (w->failed) {
        ssc_write_free(w);
        ssc_write_int(w, PJ_ENOMEM);
    }
    jbyteArray a = to_java(env, w);
    ssc_write_free(w);
    return a;
}

JNIEXPORT jbyteArray JNICALL Java_org_sipsimple_pjsip_PjsipBorder_nativeStart(JNIEnv *env, jclass c, jbyteArray config,
                                                                              jobject sink)
{
    java_bytes b;
    ssc_writer w = {0};
    if (!borrow(env, config, &b))
        return NULL;
    jobject ref = (*env)->NewGlobalRef(env, sink);
    if (ref && !ssc_start((const uint8_t *)b.data, b.len, ref, &w))
        (*env)->DeleteGlobalRef(env, ref);
    give_back(env, &b);
    return ref ? answer_to_java(env, &w) : NULL;
}

JNIEXPORT jint JNICALL Java_org_sipsimple_pjsip_PjsipBorder_nativeStop(JNIEnv *env, jclass c)
{
    return ssc_stop();
}

JNIEXPORT jint JNICALL Java_org_sipsimple_pjsip_PjsipBorder_nativePost(JNIEnv *env, jclass c, jint op, jlong id,
                                                                       jbyteArray args)
{
    java_bytes b;
    if (!borrow(env, args, &b))
        return PJ_ENOMEM;
    pj_status_t status = ssc_post(op, id, (const uint8_t *)b.data, b.len);
    give_back(env, &b);
    return status;
}

JNIEXPORT jbyteArray JNICALL Java_org_sipsimple_pjsip_PjsipBorder_nativeCall(JNIEnv *env, jclass c, jint op, jlong id,
                                                                             jbyteArray args)
{
    java_bytes b;
    ssc_writer w = {0};
    if (!borrow(env, args, &b))
        return NULL;
    ssc_call(op, id, (const uint8_t *)b.data, b.len, &w);
    give_back(env, &b);
    return answer_to_java(env, &w);
}

JNIEXPORT jlong JNICALL Java_org_sipsimple_pjsip_PjsipBorder_nativeShare(JNIEnv *env, jclass c, jobject buffer)
{
    void *memory = (*env)->GetDirectBufferAddress(env, buffer);
    shared *s = memory ? calloc(1, sizeof *s) : NULL;
    if (!s)
        return 0;
    *s = (shared){.buffer = (*env)->NewGlobalRef(env, buffer), .memory = memory, .holders = 1};
    s->size = (size_t)(*env)->GetDirectBufferCapacity(env, buffer);
    if (!s->buffer) {
        free(s);
        return 0;
    }
    pthread_mutex_lock(&shares_lock);
    jlong token = s->token = ++last_token;
    s->next = shares;
    shares = s;
    pthread_mutex_unlock(&shares_lock);
    return token;
}

JNIEXPORT void JNICALL Java_org_sipsimple_pjsip_PjsipBorder_nativeUnshare(JNIEnv *env, jclass c, jlong token)
{
    pthread_mutex_lock(&shares_lock);
    shared *s = find_share(token);
    if (s)
        s->token = 0; /* from here on it is not to be found, and given back once only */
    pthread_mutex_unlock(&shares_lock);
    if (s)
        release_share(env, s);
}

JNIEXPORT void JNICALL Java_org_sipsimple_pjsip_PjsipBorder_nativeAwaitPcm(JNIEnv *env, jclass c, jobject buffer, jint seen,
                                                                         jlong nanos)
{
    void *memory = (*env)->GetDirectBufferAddress(env, buffer);
    if (memory)
        ssc_pcm_await(memory, (size_t)(*env)->GetDirectBufferCapacity(env, buffer), (uint32_t)seen, nanos);
}

JNIEXPORT jstring JNICALL Java_org_sipsimple_pjsip_PjsipBorder_nativeDescribe(JNIEnv *env, jclass c, jint status)
{
    char text[PJ_ERR_MSG_SIZE];
    ssc_describe(status, text, sizeof text);
    return (*env)->NewStringUTF(env, text);
}

JNIEXPORT jstring JNICALL Java_org_sipsimple_pjsip_PjsipBorder_nativeVersion(JNIEnv *env, jclass c)
{
    char text[200];
    snprintf(text, sizeof text, "%s tls=%d ipv6=%d packet=%d transactions=%d dialogs=%d", pj_get_version(),
             PJSIP_HAS_TLS_TRANSPORT, PJ_HAS_IPV6, PJSIP_MAX_PKT_LEN, PJSIP_MAX_TSX_COUNT, PJSIP_MAX_DIALOG_COUNT);
    return (*env)->NewStringUTF(env, text);
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *java, void *reserved)
{
    JNIEnv *env;
    vm = java;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_8) != JNI_OK)
        return JNI_ERR;
    jclass c = (*env)->FindClass(env, "org/sipsimple/pjsip/PjsipBorder");
    if (!c || !(border = (*env)->NewGlobalRef(env, c)))
        return JNI_ERR;
    on_event = (*env)->GetStaticMethodID(env, border, "onEvent", "(Lorg/sipsimple/pjsip/EventSink;JII[B)V");
    return on_event ? JNI_VERSION_1_8 : JNI_ERR;
}
