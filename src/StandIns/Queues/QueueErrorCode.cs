using System.ComponentModel;

namespace Azure.Storage.Queues.Models;

public readonly struct QueueErrorCode : IEquatable<QueueErrorCode>
{
    private readonly string value;

    public QueueErrorCode(string value) => this.value = value ?? throw new ArgumentNullException(nameof(value));

    public static QueueErrorCode MessageNotFound { get; } = new("MessageNotFound");

    public static QueueErrorCode MessageTooLarge { get; } = new("MessageTooLarge");

    public static QueueErrorCode PopReceiptMismatch { get; } = new("PopReceiptMismatch");

    public static QueueErrorCode QueueAlreadyExists { get; } = new("QueueAlreadyExists");

    public static QueueErrorCode QueueBeingDeleted { get; } = new("QueueBeingDeleted");

    public static QueueErrorCode QueueNotFound { get; } = new("QueueNotFound");

    public static QueueErrorCode RequestBodyTooLarge { get; } = new("RequestBodyTooLarge");

    public static bool operator ==(QueueErrorCode left, QueueErrorCode right) => left.Equals(right);

    public static bool operator !=(QueueErrorCode left, QueueErrorCode right) => !left.Equals(right);

    public static bool operator ==(QueueErrorCode code, string value) => value != null && code.Equals(value);

    public static bool operator !=(QueueErrorCode code, string value) => !(code == value);

    public static bool operator ==(string value, QueueErrorCode code) => code == value;

    public static bool operator !=(string value, QueueErrorCode code) => !(code == value);

    public static implicit operator QueueErrorCode(string value) => new(value);

    public bool Equals(QueueErrorCode other) => string.Equals(value, other.value, StringComparison.InvariantCultureIgnoreCase);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object obj) => obj is QueueErrorCode other && Equals(other);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => value is null ? 0 : StringComparer.InvariantCultureIgnoreCase.GetHashCode(value);

    public override string ToString() => value;
}
