namespace OrleansNews.Settings;

/// <summary>Where settings come from.</summary>
internal static class SettingPlaces
{
    /// <summary>All settings, from the same places and in the same order as a host reads them: its role and its folder are asked for before there is one.</summary>
    /// <param name="arguments">Those of the command line, as <c>--Section:Key=value</c>.</param>
    /// <param name="folder">Where the files are; null for where the executable is.</param>
    /// <exception cref="InvalidDataException">A file that cannot be read.</exception>
    public static IConfiguration Read(string[] arguments, string? folder = null) =>
        Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = arguments, ContentRootPath = folder ?? AppContext.BaseDirectory }).Configuration;
}
