namespace OrleansNews.Comments.Threads;

/// <content>Approvals that the commenters' grains must hear of.</content>
internal sealed partial class ThreadCore
{
    /// <inheritdoc cref="Operations.IOutboxOwner.DeliverOutboxAsync"/>
    public async Task DeliverOutboxAsync() => await EnsureOpenAsync();
}
