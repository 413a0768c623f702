using System.Collections.Immutable;
using Orleans.Runtime;
using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>Calls that may be made again.</summary>
public static class ClusterCalls
{
    // A silo that stops is a gateway until the last: it still takes calls, and turns down those for grains that are not there yet. A front end hears of it with the next reading of the list of
    // gateways and sends everything there until then, so that a second attempt at once meets the same silo. Together: some three readings of the list.
    private static readonly ImmutableArray<TimeSpan> Pauses = [.. new[] { 0, 100, 200, 400, 800, 1500 }.Select(pause => TimeSpan.FromMilliseconds(pause))];

    /// <summary>How often a call is made at most.</summary>
    public static int MostAttempts => Pauses.Length + 1;

    /// <summary>
    /// Makes a call, once more when its answer was lost or another activation was quicker, and some times more while the silo that has it turns it down or another one is taking over. What a
    /// thread's store failed to do is not asked for again. For calls that do the same when they are made twice: they name a submission, or the version that they start from.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="ended">From when on nobody waits for the answer: no attempt begins any more, and the last fault is thrown.</param>
    public static async Task<T> AgainAsync<T>(Func<Task<T>> call, CancellationToken ended)
    {
        T answer = default!;
        await AgainAsync(async () => answer = await call(), MayHelp, ended);
        return answer;
    }

    /// <summary>The same within a time. When it is over, the caller gets a <see cref="TimeoutException"/> and no attempt begins any more.</summary>
    public static async Task<T> AgainAsync<T>(Func<Task<T>> call, TimeSpan within, TimeProvider time)
    {
        using var ended = new CancellationTokenSource();
        try
        {
            return await AgainAsync(call, ended.Token).WaitAsync(within, time);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    /// <summary>The same for a call that says when it may have been made before, so that the other side looks for what it did.</summary>
    /// <param name="call">The call; true: it is not the first attempt.</param>
    public static Task<T> AgainAsync<T>(Func<bool, Task<T>> call, TimeSpan within, TimeProvider time)
    {
        var isRepeated = false;
        return AgainAsync(
            () =>
            {
                var wasMade = isRepeated;
                isRepeated = true;
                return call(wasMade);
            },
            within,
            time);
    }

    /// <summary>Makes a call that only reads, and again while it goes down with a silo that leaves.</summary>
    public static Task ReadAgainAsync(Func<Task> call) => AgainAsync(call, static (fault, _) => fault is OrleansMessageRejectionException, CancellationToken.None);

    private static async Task AgainAsync(Func<Task> call, Func<Exception, int, bool> mayHelp, CancellationToken ended)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await call();
                return;
            }
            catch (Exception fault) when (attempt < Pauses.Length && !ended.IsCancellationRequested && mayHelp(fault, attempt))
            {
                await Task.Delay(Pauses[attempt], ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (ended.IsCancellationRequested) throw;
            }
        }
    }

    // A silo that turns calls down and a thread that moved are known at once, so that asking again costs nobody anything; what was waited for in vain is asked for once more and not again. A
    // store that failed is asked again by whoever sent the comment, when they like: every attempt is moderated anew.
    private static bool MayHelp(Exception fault, int attempt) => fault switch
    {
        OrleansMessageRejectionException => true,
        ThreadUnavailableException thread => thread.IsTakenOver,
        _ => attempt == 0 && ClusterFaults.IsUnavailable(fault),
    };
}
