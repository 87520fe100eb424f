/* SPDX-License-Identifier: Apache-2.0 */
/* A bug to be found: see InstrumentationTest. */
#include <jni.h>
#include <stdlib.h>

JNIEXPORT jint JNICALL Java_org_sipsimple_itests_sanitizers_Planted_overflow(JNIEnv *env, jclass type, jint at)
{
    (void)env, (void)type;
    volatile char *block = malloc(16);
    block[at] = 1;
    jint value = block[at];
    free((void *)block);
    return value;
}
