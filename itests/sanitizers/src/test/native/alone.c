/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Preloaded with the sanitizers' run-times: keeps them to the virtual machine, away from the programs that its tests start.
 * The shell that starts the virtual machine still has to hand the variable on.
 */
#include <stdlib.h>
#include <string.h>

extern char *program_invocation_short_name;

__attribute__((constructor)) static void alone(void)
{
    if (strcmp(program_invocation_short_name, "java") == 0)
        unsetenv("LD_PRELOAD");
}
