using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>The page that makes the first administrator.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Token">The secret of the link.</param>
public sealed record SetupModel(SiteFrame Frame, string Token)
{
    public string Login { get; init; } = "";

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    /// <summary>Where readers find the newspaper: at first, where this page was asked for.</summary>
    public string Address { get; init; } = "";

    /// <summary>Whether the configuration says where readers find it.</summary>
    public bool IsAddressFixed => Frame.Settings.IsFixed("address");

    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;
}
