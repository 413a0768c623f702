namespace OrleansNews.Trees;

/// <summary>Reading trees beside their writer.</summary>
internal static class CommittedReads
{
    /// <summary>Reads from the committed head; once more from the next one when a change has replaced a node meanwhile.</summary>
    /// <param name="head">The head with the roots.</param>
    /// <param name="readAsync">Reads from one head.</param>
    /// <param name="stale">What to throw when a node of the present head is missing: the head is older than the store, or damaged.</param>
    public static async Task<TResult> ReadCommittedAsync<TState, TResult>(
        this GrainHead<TState> head,
        Func<TState, Task<TResult>> readAsync,
        Func<TreeNodeMissingException, Exception> stale)
        where TState : class, new()
    {
        while (true)
        {
            var state = head.Committed;
            try
            {
                return await readAsync(state);
            }
            catch (TreeNodeMissingException) when (!ReferenceEquals(state, head.Committed))
            {
                // The new head answers.
            }
            catch (TreeNodeMissingException missing)
            {
                throw stale(missing);
            }
        }
    }
}
