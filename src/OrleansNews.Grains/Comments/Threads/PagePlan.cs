namespace OrleansNews.Comments.Threads;

/// <summary>Which comments a page shows, before their texts are read.</summary>
internal sealed class PagePlan
{
    /// <summary>In the order of the page.</summary>
    public List<PlannedComment> Items { get; } = [];

    public string? Next { get; set; }

    public int Page { get; set; }

    public int Pages { get; set; } = 1;

    /// <summary>The held comment that its own author sees; 0 for none.</summary>
    public int Preview { get; set; }
}

/// <summary>A comment on a page.</summary>
/// <param name="Number">Its number.</param>
/// <param name="MoreReplies">Visible replies left out below it, whose nearest comment on the page it is.</param>
internal record struct PlannedComment(int Number, int MoreReplies);
