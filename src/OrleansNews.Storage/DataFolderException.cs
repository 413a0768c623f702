namespace OrleansNews.Storage;

/// <summary>The data folder cannot be used: its message names the folder, the reason and the cure.</summary>
public class DataFolderException : Exception
{
    /// <summary>With a message for the operator.</summary>
    public DataFolderException(string message) : base(message) { }

    /// <summary>With the system's own fault.</summary>
    public DataFolderException(string message, Exception innerException) : base(message, innerException) { }
}
