/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of memory for PJLIB's pools (ssc_blocks.c).  Any thread. */
#ifndef SSC_BLOCKS_H
#define SSC_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void *ssc_block_take(size_t size); /* NULL when there is no memory */
void ssc_block_give_back(void *block, size_t size); /* the size it was taken with */
void ssc_blocks_trim(void); /* what is kept for the next block goes back to the system */

#endif
