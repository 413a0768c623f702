namespace OrleansNews.Accounts;

/// <summary>Where staff begin who asked for no other page when they signed in.</summary>
internal static class WorkPlaces
{
    /// <summary>What is to do in the newsroom.</summary>
    public const string Desk = "/newsroom";

    /// <summary>The comments that wait.</summary>
    public const string Comments = "/newsroom/comments";

    /// <summary>How silos and front ends are.</summary>
    public const string Operations = "/newsroom/operations";

    /// <summary>The Orleans Dashboard.</summary>
    public const string Dashboard = "/dashboard/";

    /// <summary>The page of this person's work; the front page for those who only read and comment.</summary>
    public static string Of(Actor actor) =>
        actor.May(Permission.WriteStories) ? Desk
        : actor.May(Permission.ModerateComments) ? Comments
        : actor.May(Permission.Operate) ? Operations
        : LocalUrls.Default;
}
