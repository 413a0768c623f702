namespace OrleansNews.Settings;

/// <summary>Where settings come from, in every role and for every verb: files beside the executable, the environment, the command line.</summary>
internal static class SettingPlaces
{
    /// <summary>The builder of a host without pages. It takes the same variables as one with pages, whose builder is another: <c>ASPNETCORE_ENVIRONMENT</c> says which file is read.</summary>
    /// <param name="arguments">The settings of the command line, as <c>--Section:Key=value</c>.</param>
    public static HostApplicationBuilder NewBuilder(string[] arguments) => NewBuilder(arguments, AppContext.BaseDirectory, new());

    /// <summary>All settings, for whoever asks before there is a host.</summary>
    /// <param name="arguments">The settings of the command line, as <c>--Section:Key=value</c>.</param>
    /// <param name="folder">Where the files are; null for where the executable is.</param>
    /// <exception cref="InvalidDataException">A file that cannot be read.</exception>
    public static IConfiguration Read(string[] arguments, string? folder = null)
    {
        // They are read once, and nobody follows the files.
        var once = new ConfigurationManager();
        once.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        return NewBuilder(arguments, folder ?? AppContext.BaseDirectory, once).Configuration;
    }

    private static HostApplicationBuilder NewBuilder(string[] arguments, string folder, ConfigurationManager first)
    {
        first.AddEnvironmentVariables("ASPNETCORE_");
        return Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = arguments, ContentRootPath = folder, Configuration = first });
    }
}
