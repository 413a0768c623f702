namespace OrleansNews.Accounts;

/// <summary>Where administrators change the settings of the newspaper. Two rooms have pages there.</summary>
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
}
