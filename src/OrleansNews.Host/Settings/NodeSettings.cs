namespace OrleansNews.Settings;

/// <summary>What must be known before anything is composed: the role, the folder, the addresses.</summary>
/// <param name="Role"><c>Role</c>, <c>--role</c>: all, silo or web. Default: all.</param>
/// <param name="Data"><c>Data</c>, <c>--data</c>: the data folder as a full path. Default: <c>data</c> in the current directory.</param>
/// <param name="Urls"><c>Urls</c>, <c>--urls</c>: the public addresses, separated by semicolons. Default: http://localhost:5080.</param>
internal sealed record NodeSettings(HostRole Role, string Data, string Urls)
{
    public const string DefaultUrls = "http://localhost:5080";
    public const string DefaultData = "data";

    /// <exception cref="SettingException">A value that is not possible.</exception>
    public static NodeSettings Read(IConfiguration configuration) => new(
        ReadRole(configuration["Role"]),
        ReadData(configuration["Data"]),
        ReadUrls(configuration["Urls"]));

    private static HostRole ReadRole(string? value) => value?.ToLowerInvariant() switch
    {
        null or "" or "all" => HostRole.All,
        "silo" => HostRole.Silo,
        "web" => HostRole.Web,
        _ => throw new SettingException("Role", $"'{value}' is not a role. Use --role all, silo or web."),
    };

    private static string ReadData(string? value)
    {
        try
        {
            return Path.GetFullPath(string.IsNullOrWhiteSpace(value) ? DefaultData : value);
        }
        catch (ArgumentException)
        {
            throw new SettingException("Data", $"'{value}' is not a path. Use --data DIR.");
        }
    }

    private static string ReadUrls(string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return DefaultUrls;
        foreach (var url in value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!IsAddress(url)) throw new SettingException("Urls", $"'{url}' is not an address to listen on. Use for example --urls http://localhost:5080.");
        }

        return value;
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", PathBase: "" or "/", Port: >= 0 and <= 65535 };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
