namespace OrleansNews.Logs;

/// <summary>The store failed while something was written: whether it was written is unknown until the head has been read again.</summary>
internal sealed class LogUnavailableException(string message, Exception inner) : Exception(message, inner);

/// <summary>Another activation owns the log now. This one must end.</summary>
internal sealed class LogFencedException(string message, Exception? inner = null) : Exception(message, inner);
