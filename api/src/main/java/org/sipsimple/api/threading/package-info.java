/**
 * Where work runs: serial executors by name, threads for waiting code, one clock and timer.
 *
 * <h2>The threads of the SDK</h2>
 *
 * <table>
 * <caption>All threads are named and are daemons: they never keep a program alive</caption>
 * <tr><th>thread</th><th>what runs there</th><th>what must never happen there</th></tr>
 * <tr><td>{@code engine}</td><td>all of PJSIP: polling, commands from Java, events to Java</td>
 * <td>user code, waiting for Java, a Java lock held on the way in or out</td></tr>
 * <tr><td>media clock and sound device (native)</td><td>mixing, codecs, devices</td><td>any Java</td></tr>
 * <tr><td>MSRP I/O</td><td>reading, decoding and writing MSRP connections</td>
 * <td>user code, name lookups, waiting for anything but the socket</td></tr>
 * <tr><td>{@code dns}</td><td>sending DNS queries, reading and joining their answers</td>
 * <td>user code but the trace consumer of a lookup, waiting</td></tr>
 * <tr><td>{@code lookup-N}</td><td>what callers hang on the results of lookups</td>
 * <td>nothing is forbidden: each result has a thread of its own</td></tr>
 * <tr><td>{@code serial-N}</td><td>the jobs of {@link org.sipsimple.api.threading.ThreadManager#serial serial
 * executors}: one for each session, account and XCAP manager, {@code file-io} and others by name</td>
 * <td>waiting for another job of the same serial executor</td></tr>
 * <tr><td>{@code notification-N}</td><td>observers of notifications that brought no executor of their own</td>
 * <td>nothing is forbidden: a slow observer delays only itself</td></tr>
 * <tr><td>{@code blocking-N}</td><td>code that waits; virtual threads where the JVM has them</td>
 * <td>work that keeps a processor busy for long</td></tr>
 * <tr><td>{@code scheduler}</td><td>tasks that are due, which hand over to one of the above</td>
 * <td>waiting, user code</td></tr>
 * </table>
 *
 * <p>Nowhere: sleeping instead of being told, a thread without a name, a Java lock held across a call into native code.
 *
 * <h2>In the words of the Developer Guide</h2>
 *
 * <ul>
 *   <li>{@code call_in_thread}, {@code run_in_thread}, {@code get_thread}:
 *       {@link org.sipsimple.api.threading.ThreadManager#serial}
 *   <li>{@code call_in_twisted_thread}, {@code run_in_twisted_thread}: there is no reactor thread everything shares;
 *       the serial executor of the object in question takes its place
 *   <li>{@code call_in_green_thread}, {@code run_in_green_thread}:
 *       {@link org.sipsimple.api.threading.ThreadManager#blocking}
 *   <li>{@code run_in_waitable_green_thread}: {@link org.sipsimple.api.threading.ThreadManager#call}
 *   <li>an object's loop over a channel of {@code Command}s: jobs given to that object's serial executor
 * </ul>
 */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.threading;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
