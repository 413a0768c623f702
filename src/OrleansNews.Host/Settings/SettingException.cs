namespace OrleansNews.Settings;

/// <summary>A setting that the program cannot start with. The message names the key and the cure; it is all that the operator sees.</summary>
internal sealed class SettingException(string key, string message) : Exception($"{key}: {message}")
{
    /// <summary>The key as it stands in configuration.</summary>
    public string Key { get; } = key;
}
