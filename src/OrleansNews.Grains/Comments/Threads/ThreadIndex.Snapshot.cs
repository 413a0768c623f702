namespace OrleansNews.Comments.Threads;

/// <content>Which parts of the index changed since they were stored.</content>
internal sealed partial class ThreadIndex
{
    /// <summary>How many entries one stored part of a snapshot holds.</summary>
    public const int PartSize = 8192;

    private readonly RankedBits _changedParts = new();

    private void Touch(int number) => _changedParts[(number - 1) / PartSize] = true;
}
