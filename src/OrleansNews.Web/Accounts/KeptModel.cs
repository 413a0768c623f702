using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>The page that gives back what somebody typed before they had to log in again, or while nobody could be asked who they are.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Kept">What they typed.</param>
/// <param name="Name">Who they are; null while the cluster does not answer.</param>
/// <param name="MustEnrol">Whether their account must have two-step login first.</param>
public sealed record KeptModel(SiteFrame Frame, KeptForm Kept, string? Name, bool MustEnrol);
