namespace OrleansNews.Storage.Text;

/// <summary>More queries wait than a <see cref="SqliteTextIndex"/> takes, or it is closed. Trying again in a moment may help.</summary>
public sealed class TextIndexBusyException(string message) : Exception(message);
