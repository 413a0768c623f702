namespace OrleansNews.Accounts;

/// <summary>The staff member on whose behalf a command is sent. The front end has authenticated them; the grain authorises them.</summary>
/// <param name="Login">The account's login, lower-case. Empty for <see cref="System"/>.</param>
/// <param name="Name">The name shown to colleagues and in revision histories.</param>
/// <param name="Role">The role at the time of the command.</param>
[GenerateSerializer, Immutable, Alias("news.Actor")]
public sealed record Actor([property: Id(0)] string Login, [property: Id(1)] string Name, [property: Id(2)] Role Role)
{
    /// <summary>The program itself: imports by the operator of the data folder, the schedule, the demo newspaper.</summary>
    public static Actor System { get; } = new("", "OrleansNews", Role.Administrator);

    /// <summary>Whether this actor's role has <paramref name="permission"/>.</summary>
    public bool May(Permission permission) => Role.Allows(permission);

    /// <summary>Whether this actor's role may do this to that, see <see cref="RoleTable"/>.</summary>
    public bool May(Deed deed, Matter matter) => Role.May(deed, matter);
}
