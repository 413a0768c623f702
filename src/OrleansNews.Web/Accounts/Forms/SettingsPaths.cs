namespace OrleansNews.Accounts;

/// <summary>Where the settings of the newspaper are changed: all of them by administrators, the sections by editors too. Two rooms have pages there.</summary>
internal static class SettingsPaths
{
    /// <summary>The newspaper itself.</summary>
    public const string General = "/newsroom/settings";

    /// <summary>The addresses of stories.</summary>
    public const string Permalinks = General + "/permalinks";

    /// <summary>The sections of the navigation.</summary>
    public const string Sections = General + "/sections";

    /// <summary>The rules for comments.</summary>
    public const string Discussion = General + "/discussion";

    /// <summary>The first page of the settings that this person may open; null when there is none.</summary>
    public static string? First(Actor actor) => actor.May(Permission.ManageSite) ? General : actor.May(Permission.ManageSections) ? Sections : null;
}
