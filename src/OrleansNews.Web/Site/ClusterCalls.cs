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
    /// Makes a call, once more when its answer was lost or another activation was quicker, and some times more while the silo that has it turns it down or another one is taking over. For
    /// calls that do the same when they are made twice: they name a submission, or the version that they start from.
    /// </summary>
    public static async Task<T> AgainAsync<T>(Func<Task<T>> call)
    {
        T answer = default!;
        await AgainAsync(async () => answer = await call(), static (fault, attempt) => (attempt == 0 && ClusterFaults.IsUnavailable(fault)) || IsTakenOver(fault));
        return answer;
    }

    /// <summary>Makes a call that only reads, and again while it goes down with a silo that leaves.</summary>
    public static Task ReadAgainAsync(Func<Task> call) => AgainAsync(call, static (fault, _) => fault is OrleansMessageRejectionException);

    /// <summary>Makes a call that silos of a build before this one do not know, and in its place one that they do: such a silo answers at once that it does not understand.</summary>
    public static async Task<T> ElseAsync<T>(Func<Task<T>> call, Func<Task<T>> olderCall)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (fault is not TimeoutException)
        {
            return await olderCall();
        }
    }

    private static async Task AgainAsync(Func<Task> call, Func<Exception, int, bool> mayHelp)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await call();
                return;
            }
            catch (Exception fault) when (attempt < Pauses.Length && mayHelp(fault, attempt))
            {
                // The next attempt is the answer to it.
            }

            await Task.Delay(Pauses[attempt]);
        }
    }

    // Known at once, so that asking again costs nobody anything; what was waited for in vain is asked for once more and not again.
    private static bool IsTakenOver(Exception fault) => fault is OrleansMessageRejectionException or ThreadUnavailableException;
}
